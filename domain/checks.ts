import type { ContentJson, NodeJson } from './document/content.ts';
import { blockText } from './document/to-text.ts';
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
  'caption-missing',
  'credit-missing',
  'alt-missing',
  'upload-pending',
] as const;
type CheckCode = (typeof checkCodes)[number];

/** `blockId` and `figureNumber` (from 1, in reading order) identify the figure that a check concerns. */
export type FailedCheck = { code: CheckCode; blockId?: string; figureNumber?: number };

/** The form fields that are checked. */
export type CheckedFields = { categoryId: string | null; bylines: readonly string[] };

/** @returns the failed checks in reading order; empty for a complete article. */
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
