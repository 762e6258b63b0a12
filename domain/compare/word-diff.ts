import { diffArrays } from 'diff';
import { countWords } from '../vietnamese.ts';

/** A run of text in a comparison: in both versions, only in the newer, only in the older. */
export type PartKind = 'kept' | 'added' | 'removed';
export type Part = { text: string; kind: PartKind };

/**
 * Above this many differing words and spaces, a block is shown as replaced: the changes would be unreadable, and the
 * diff takes quadratic time.
 */
const editsMax = 1_000;

/** Below this share of common characters, a text is shown as replaced: the common words are a coincidence. */
const commonMinShare = 0.2;

/**
 * Compares two texts word by word; removed parts come before the added parts that replace them. Without the added
 * parts the result is exactly `before`, without the removed ones exactly `after`. Words are Vietnamese syllables; a
 * number with its separators is one.
 */
export function diffWords(before: string, after: string): Part[] {
  if (before === after) return before === '' ? [] : [{ text: before, kind: 'kept' }];
  const [old, now] = [tokensOf(before), tokensOf(after)];
  const found = diffArrays(old, now, { maxEditLength: editsMax });
  const parts = found?.map(({ value, added, removed }): Part => {
    return { text: value.join(''), kind: added ? 'added' : removed ? 'removed' : 'kept' };
  });
  if (!parts || isReplaced(parts, before, after)) return replaced(before, after);
  return joinAdjacent(parts);
}

/** Word counts of the added and the removed parts. */
export function countChanged(parts: readonly Part[]): { added: number; removed: number } {
  const wordCountOf = (kind: PartKind) =>
    parts.filter((part) => part.kind === kind).reduce((sum, part) => sum + countWords(part.text), 0);
  return { added: wordCountOf('added'), removed: wordCountOf('removed') };
}

function tokensOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+(?:[.,:/-]\p{N}+)*|\s+|./gsu) ?? [];
}

function isReplaced(parts: readonly Part[], before: string, after: string): boolean {
  const common = parts
    .filter(({ kind }) => kind === 'kept')
    .reduce((sum, { text }) => sum + text.trim().length, 0);
  return common < commonMinShare * Math.min(before.length, after.length);
}

function replaced(before: string, after: string): Part[] {
  const parts: Part[] = [
    { text: before, kind: 'removed' },
    { text: after, kind: 'added' },
  ];
  return parts.filter(({ text }) => text !== '');
}

/** Joins adjacent changes that only a space separates, so that a changed phrase is one change. */
function joinAdjacent(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    // A trailing space in both is unchanged.
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
