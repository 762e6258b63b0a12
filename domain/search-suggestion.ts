import type { SearchQuery } from './search-query.ts';
import { foldLetters } from './vietnamese.ts';

/**
 * Proposes what a misspelt query may have meant, from texts that resemble it.
 *
 * Each word is replaced by the nearest word of one text, as written there: one letter more, less, other or swapped, two
 * in long words. Two neighbouring words may have been typed as one.
 *
 * @param texts the most similar first. The proposal consists of words of one of them.
 * @returns null when none is near enough.
 */
export function suggestQuery({ terms }: SearchQuery, texts: readonly string[]): string | null {
  const typed = terms.flatMap(({ folded }) => folded.split(' '));
  let best: { text: string; distance: number } | null = null;
  for (const text of texts) {
    const words = wordsOf(text);
    const chosen = typed.map((word) => nearest(word, words));
    if (!chosen.every((word) => word !== null)) continue;
    const distance = chosen.reduce((sum, word) => sum + word.distance, 0);
    if (distance === 0 || distance > distanceMax) continue;
    if (!best || distance < best.distance) {
      best = { text: chosen.map((word) => word.written).join(' '), distance };
    }
  }
  return best?.text ?? null;
}

const distanceMax = 2;
/** Shorter words resemble too many others. */
const changeableMinChars = 3;
const longMinChars = 8;

type Word = { written: string; folded: string };

function wordsOf(text: string): Word[] {
  const words = (text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map((written) => ({
    written,
    folded: foldLetters(written),
  }));
  const pairs = words.slice(1).map((word, index) => {
    const before = words[index] ?? word;
    return { written: `${before.written} ${word.written}`, folded: before.folded + word.folded };
  });
  return [...words, ...pairs];
}

function nearest(typed: string, words: readonly Word[]): { written: string; distance: number } | null {
  let found: { written: string; distance: number } | null = null;
  const allowed = typed.length < changeableMinChars ? 0 : typed.length < longMinChars ? 1 : 2;
  for (const { written, folded } of words) {
    // Typed as one word: a change, if only of a space.
    const extra = written.includes(' ') ? 1 : 0;
    const most = Math.min(allowed, found ? found.distance - 1 : allowed) - extra;
    if (most < 0) continue;
    const distance = editDistance(typed, folded, most);
    if (distance !== null) found = { written, distance: distance + extra };
    if (found?.distance === 0) return found;
  }
  return found;
}

/** The optimal string alignment distance (insert, delete, replace, transpose); null above `max`. */
function editDistance(a: string, b: string, max: number): number | null {
  if (Math.abs(a.length - b.length) > max) return null;
  if (a === b) return 0;
  if (max === 0) return null;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    [beforeLast, last] = [last, row];
  }
  const distance = last[b.length] ?? 0;
  return distance <= max ? distance : null;
}
