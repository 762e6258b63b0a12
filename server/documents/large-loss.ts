import { hashContent } from '../../domain/document/canonical.ts';
import type { ContentJson } from '../../domain/document/content.ts';
import { contentText } from '../../domain/document/to-text.ts';
import { countWords } from '../../domain/vietnamese.ts';
import type { Transaction } from '../db/database.ts';
import type { ArticleRow } from '../db/queries/articles.ts';
import { saveRevision } from '../db/queries/revisions.ts';

/** Fewer are written again before anybody has looked for them. */
const wordsMin = 50;

/** Whether more than half of the words go in one step. */
export function isLargeLoss(before: number, after: number): boolean {
  return before >= wordsMin && after * 2 < before;
}

/**
 * Keeps the words as a revision when most of them are about to go: a selection of everything and a slip of the hand is
 * one step, and undo is gone with the page. To be called under the article's lock, in the transaction that stores the
 * step, so that there is never one without the other.
 *
 * @param content as they are stored.
 * @param wordsAfter how many there are then.
 */
export async function saveRevisionBeforeLoss(
  tx: Transaction,
  row: ArticleRow,
  content: ContentJson,
  wordsAfter: number,
  { by, at }: { by: string; at: Date },
): Promise<void> {
  if (!isLargeLoss(countWords(contentText(content)), wordsAfter)) return;
  const kept = { ...content, contentHash: await hashContent(content) };
  await saveRevision(tx, row, kept, { reason: 'loss', by, at });
}
