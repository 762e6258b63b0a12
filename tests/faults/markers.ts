import * as Y from 'yjs';
import type { ArticleDocument } from '../../src/editor/collaboration/article-document.ts';

/** A unique token that contains no other. */
export const marker = (who: number | string, number: number): string => `‹${who}·${number}›`;

/** Counts the occurrences of each marker in the text. */
export function countMarkers(text: string): (word: string) => number {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/‹[^‹›]*›/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (word) => counts.get(word) ?? 0;
}

/** Inserts text at the end of a block, as typing in a bound editor would. */
export function type(page: ArticleDocument, inserted: string, blockIndex = 0): void {
  const block = page.ydoc.getXmlFragment('body').get(blockIndex);
  if (!(block instanceof Y.XmlElement)) throw new Error(`The body has no block ${blockIndex}`);
  if (block.length === 0) block.insert(0, [new Y.XmlText()]);
  const text = block.get(0);
  if (!(text instanceof Y.XmlText)) throw new Error('The block begins with no text');
  text.insert(text.length, inserted);
}
