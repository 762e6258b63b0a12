import type { ContentJson, NodeJson } from './document/content.ts';
import { blockText } from './document/to-text.ts';
import { type FigureTexts, figureFields, unconfirmedFields } from './document/unconfirmed.ts';
import { limits } from './limits.ts';

/**
 * Requirements for submitting and publishing. A draft may fail them; the editor lists the failed ones with their place.
 */
export const checkCodes = [
  'title-missing',
  'title-too-long',
  'lead-missing',
  'lead-too-long',
  'body-missing',
  'category-missing',
  'byline-missing',
  'media-unknown',
  'caption-missing',
  'credit-missing',
  'alt-missing',
  'caption-unconfirmed',
  'credit-unconfirmed',
  'alt-unconfirmed',
  'upload-pending',
] as const;
type CheckCode = (typeof checkCodes)[number];

/**
 * `blockId` and `figureNumber` (from 1, in reading order) identify the figure that a check concerns; `mediaId` is its
 * picture where that is unknown.
 */
export type FailedCheck = { code: CheckCode; blockId?: string; figureNumber?: number; mediaId?: string };

/** The form fields that are checked. */
export type CheckedFields = { categoryId: string | null; bylines: readonly string[] };

/**
 * @param unknownMedia ids of pictures that the media library does not have, which only the server knows.
 * @returns the failed checks in reading order; empty for a complete article.
 */
export function failedChecks(
  content: ContentJson,
  fields: CheckedFields,
  unknownMedia: readonly string[] = [],
): FailedCheck[] {
  const failed: FailedCheck[] = [];
  if (content.title.trim() === '') failed.push({ code: 'title-missing' });
  if (content.title.length > limits.titleMaxChars) failed.push({ code: 'title-too-long' });
  if (content.lead.trim() === '') failed.push({ code: 'lead-missing' });
  if (content.lead.length > limits.leadMaxChars) failed.push({ code: 'lead-too-long' });
  if (isBodyEmpty(content.body)) failed.push({ code: 'body-missing' });
  failed.push(...failedFigureChecks(content.body, unknownMedia));
  if (!fields.categoryId) failed.push({ code: 'category-missing' });
  if (fields.bylines.length === 0) failed.push({ code: 'byline-missing' });
  return failed;
}

/** The ids of unknown pictures that these checks name. */
export function unknownMediaOf(checks: readonly FailedCheck[]): string[] {
  return checks.flatMap(({ mediaId }) => mediaId ?? []);
}

function isBodyEmpty(body: NodeJson): boolean {
  return (body.content ?? []).every((block) => block.type !== 'figure' && blockText(block).trim() === '');
}

function failedFigureChecks(body: NodeJson, unknownMedia: readonly string[]): FailedCheck[] {
  const failed: FailedCheck[] = [];
  let figureNumber = 0;
  for (const block of body.content ?? []) {
    const blockId = typeof block.attrs?.id === 'string' ? block.attrs.id : undefined;
    const place = blockId === undefined ? {} : { blockId };
    if (block.type === 'upload') failed.push({ code: 'upload-pending', ...place });
    if (block.type !== 'figure') continue;
    figureNumber += 1;
    const mediaId = String(block.attrs?.mediaId);
    if (unknownMedia.includes(mediaId))
      failed.push({ code: 'media-unknown', figureNumber, ...place, mediaId });
    const texts = textsOf(block);
    const unconfirmed = unconfirmedFields(block.attrs, texts);
    for (const field of figureFields) {
      if (texts[field].trim() === '') failed.push({ code: `${field}-missing`, figureNumber, ...place });
      else if (unconfirmed.includes(field))
        failed.push({ code: `${field}-unconfirmed`, figureNumber, ...place });
    }
  }
  return failed;
}

function textsOf({ attrs, content = [] }: NodeJson): FigureTexts {
  const textOf = (name: string) =>
    content
      .filter((child) => child.type === name)
      .map(blockText)
      .join('');
  return {
    caption: textOf('caption'),
    credit: textOf('credit'),
    alt: typeof attrs?.alt === 'string' ? attrs.alt : '',
  };
}
