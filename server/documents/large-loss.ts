import { hashContent } from '../../domain/document/canonical.ts';
import type { ContentJson } from '../../domain/document/content.ts';
import { contentText } from '../../domain/document/to-text.ts';
import { countWords } from '../../domain/vietnamese.ts';
import type { Transaction } from '../db/database.ts';
import type { ArticleRow } from '../db/queries/articles.ts';
import { saveRevision } from '../db/queries/revisions.ts';

/** Shorter texts are retyped faster than a revision is found. */
const wordCountMin = 50;

/** Whether one step deletes more than half of the words. */
export function isLargeLoss(wordCountBefore: number, wordCountAfter: number): boolean {
  return wordCountBefore >= wordCountMin && wordCountAfter * 2 < wordCountBefore;
}

/**
 * Saves the content as a revision before a step deletes most of it: an accidental "select all" and a keypress are one
 * step, and the undo history is lost with the page. Call it under the article's lock, in the transaction that stores
 * the step.
 *
 * @param content as it is stored.
 * @param wordCountAfter with the step applied.
 */
export async function saveRevisionBeforeLoss(
  tx: Transaction,
  row: ArticleRow,
  content: ContentJson,
  wordCountAfter: number,
  { by, at }: { by: string; at: Date },
): Promise<void> {
  if (!isLargeLoss(countWords(contentText(content)), wordCountAfter)) return;
  const hashed = { ...content, contentHash: await hashContent(content) };
  await saveRevision(tx, row, hashed, { reason: 'loss', by, at });
}
