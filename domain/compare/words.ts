import { diffArrays } from 'diff';
import { countWords } from '../vietnamese.ts';

/** A run of text in a comparison: in both versions, only in the newer, only in the older. */
export type PartKind = 'kept' | 'added' | 'removed';
export type Part = { text: string; kind: PartKind };

/**
 * More differences than that, in words and spaces of one block, and it is told as a whole: nobody reads such a patchwork,
 * and the search for it takes time that grows with the square.
 */
const editsMax = 1_000;

/** A text of which less is left is told as replaced, not as a few words kept by chance. Of its characters. */
const keptMinShare = 0.2;

/**
 * What became of a text, word by word; what was taken away stands before what came in its place. The kept and removed
 * parts are exactly `before`, the kept and added parts exactly `after`. Words are Vietnamese syllables; a number with
 * its points is one.
 */
export function wordParts(before: string, after: string): Part[] {
  if (before === after) return before === '' ? [] : [{ text: before, kind: 'kept' }];
  const [old, now] = [tokensOf(before), tokensOf(after)];
  const found = diffArrays(old, now, { maxEditLength: editsMax });
  const parts = found?.map(({ value, added, removed }): Part => {
    return { text: value.join(''), kind: added ? 'added' : removed ? 'removed' : 'kept' };
  });
  if (!parts || isReplaced(parts, before, after)) return replaced(before, after);
  return clustered(parts);
}

/** Words that came and words that went. */
export function countChanged(parts: readonly Part[]): { added: number; removed: number } {
  const of = (kind: PartKind) =>
    parts.filter((part) => part.kind === kind).reduce((sum, part) => sum + countWords(part.text), 0);
  return { added: of('added'), removed: of('removed') };
}

function tokensOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+(?:[.,:/-]\p{N}+)*|\s+|./gsu) ?? [];
}

function isReplaced(parts: readonly Part[], before: string, after: string): boolean {
  const kept = parts
    .filter(({ kind }) => kind === 'kept')
    .reduce((sum, { text }) => sum + text.trim().length, 0);
  return kept < keptMinShare * Math.min(before.length, after.length);
}

function replaced(before: string, after: string): Part[] {
  const parts: Part[] = [
    { text: before, kind: 'removed' },
    { text: after, kind: 'added' },
  ];
  return parts.filter(({ text }) => text !== '');
}

/** Joins neighbouring changes that only a space keeps apart, so that a sentence does not fall into crumbs. */
function clustered(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    // A space at the end of both was there all the time.
    const space = /\s*$/.exec(removed)?.[0] ?? '';
    const isShared = space !== '' && added.endsWith(space) && added !== space && removed !== space;
    const end = isShared ? -space.length : undefined;
    if (removed) result.push({ text: removed.slice(0, end), kind: 'removed' });
    if (added) result.push({ text: added.slice(0, end), kind: 'added' });
    if (isShared) result.push({ text: space, kind: 'kept' });
    removed = '';
    added = '';
  };
  parts.forEach(({ text, kind }, index) => {
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (removed && added && text.trim() === '' && index < parts.length - 1) {
      removed += text;
      added += text;
    } else {
      flush();
      result.push({ text, kind });
    }
  });
  flush();
  return result;
}
