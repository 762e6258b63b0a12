import type { ContentJson, NodeJson } from './document/content.ts';
import { blockText } from './document/to-text.ts';
import { limits } from './limits.ts';

/**
 * What an article needs before it can be handed in or published. Missing things are allowed in a draft and
 * listed all the while, each with the place where it is mended.
 */
export const checkCodes = [
  'title-missing',
  'title-too-long',
  'lead-missing',
  'lead-too-long',
  'body-missing',
  'category-missing',
  'byline-missing',
  'caption-missing',
  'credit-missing',
  'alt-missing',
  'upload-pending',
] as const;
type CheckCode = (typeof checkCodes)[number];

/** A thing that is missing. `blockId` and `figureNumber` (from 1, in reading order) name the figure it concerns. */
export type FailedCheck = { code: CheckCode; blockId?: string; figureNumber?: number };

/** The form fields that the checks look at. */
export type CheckedFields = { categoryId: string | null; bylines: readonly string[] };

/** Lists what is missing, in reading order; empty means that the article is complete. */
export function failedChecks(content: ContentJson, fields: CheckedFields): FailedCheck[] {
  const failed: FailedCheck[] = [];
  if (content.title.trim() === '') failed.push({ code: 'title-missing' });
  if (content.title.length > limits.titleMaxChars) failed.push({ code: 'title-too-long' });
  if (content.lead.trim() === '') failed.push({ code: 'lead-missing' });
  if (content.lead.length > limits.leadMaxChars) failed.push({ code: 'lead-too-long' });
  if (isBodyEmpty(content.body)) failed.push({ code: 'body-missing' });
  failed.push(...failedFigureChecks(content.body));
  if (!fields.categoryId) failed.push({ code: 'category-missing' });
  if (fields.bylines.length === 0) failed.push({ code: 'byline-missing' });
  return failed;
}

function isBodyEmpty(body: NodeJson): boolean {
  return (body.content ?? []).every((block) => block.type !== 'figure' && blockText(block).trim() === '');
}

function failedFigureChecks(body: NodeJson): FailedCheck[] {
  const failed: FailedCheck[] = [];
  let figureNumber = 0;
  for (const block of body.content ?? []) {
    const blockId = typeof block.attrs?.id === 'string' ? block.attrs.id : undefined;
    const place = blockId === undefined ? {} : { blockId };
    if (block.type === 'upload') failed.push({ code: 'upload-pending', ...place });
    if (block.type !== 'figure') continue;
    figureNumber += 1;
    const [caption, credit] = ['caption', 'credit'].map((name) =>
      (block.content ?? [])
        .filter((child) => child.type === name)
        .map(blockText)
        .join('')
        .trim(),
    );
    if (!caption) failed.push({ code: 'caption-missing', figureNumber, ...place });
    if (!credit) failed.push({ code: 'credit-missing', figureNumber, ...place });
    const alt = block.attrs?.alt;
    if (typeof alt !== 'string' || alt.trim() === '')
      failed.push({ code: 'alt-missing', figureNumber, ...place });
  }
  return failed;
}
