import type { SearchQuery, SearchTerm } from './search-query.ts';
import { searchLine } from './search-text.ts';
import { foldLetters } from './vietnamese.ts';

/** A part of a text; concatenated, the parts are the text. */
export type MarkedPart = { text: string; isMatch: boolean };

/** Offsets in UTF-16 units, `end` exclusive. */
type Range = { start: number; end: number };

const rangesMax = 50;

/** Splits a text at the matches of a query, for `<mark>`. */
export function markMatches(text: string, query: SearchQuery): MarkedPart[] {
  const parts: MarkedPart[] = [];
  let from = 0;
  for (const { start, end } of findMatches(text, query)) {
    if (start > from) parts.push({ text: text.slice(from, start), isMatch: false });
    parts.push({ text: text.slice(start, end), isMatch: true });
    from = end;
  }
  if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from), isMatch: false });
  return parts;
}

/**
 * Cuts out the part of a text with the most matches, between words, with `…` where something is left out.
 *
 * @returns null without a match.
 */
export function excerptOf(text: string, query: SearchQuery, maxChars = 180): string | null {
  const matches = findMatches(text, query);
  const charsBefore = Math.round(maxChars / 4);
  let best = { count: 0, start: 0 };
  for (const { start } of matches) {
    const from = Math.max(0, start - charsBefore);
    const count = matches.filter((other) => other.start >= start && other.end <= from + maxChars).length;
    if (count > best.count) best = { count, start: from };
  }
  if (best.count === 0) return null;
  // A line break ends a block: an excerpt does not begin in the one before.
  const first = matches.find(({ start }) => start >= best.start)?.start ?? 0;
  const lineStart = text.lastIndexOf('\n', first) + 1;
  const start = Math.max(lineStart, text.lastIndexOf(' ', best.start) + 1);
  let end = Math.min(text.length, start + maxChars);
  if (end < text.length) end = Math.max(text.lastIndexOf(' ', end), first + 1);
  const cut = text.slice(start, end).replace(/\s+/gu, ' ').trim();
  return `${start === lineStart ? '' : '…'}${cut}${text.slice(end).trim() === '' ? '' : '…'}`;
}

/**
 * The matches in order, without overlaps. If the whole query occurs as one phrase, only that; else each term, with its
 * diacritics where it occurs so, else as whole words, else as a part of words.
 */
function findMatches(text: string, { terms, isAccented }: SearchQuery): Range[] {
  if (terms.length === 0) return [];
  const letters = foldWithOffsets(text);
  const whole: SearchTerm = {
    folded: terms.map(({ folded }) => folded).join(' '),
    exact: terms.map(({ exact }) => exact).join(' '),
    isPhrase: true,
  };
  let found = findTerm(text, letters, whole, isAccented);
  if (found.length === 0) found = terms.flatMap((term) => findTerm(text, letters, term, isAccented));
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: Range[] = [];
  for (const range of found) {
    if (range.start >= (apart.at(-1)?.end ?? 0)) apart.push(range);
  }
  return apart.slice(0, rangesMax);
}

type FoldedLetters = { folded: string; offsets: number[] };

function findTerm(text: string, letters: FoldedLetters, term: SearchTerm, isAccented: boolean): Range[] {
  // Words consist of letters and digits: nothing to escape.
  const words = term.folded.replaceAll(' ', '[^\\p{L}\\p{N}\\n]+');
  const wholeWords = rangesOf(letters, `(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`);
  const exact = isAccented
    ? wholeWords.filter(({ start, end }) => searchLine(text.slice(start, end)).exact === term.exact)
    : [];
  if (exact.length > 0) return exact;
  if (wholeWords.length > 0 || term.isPhrase) return wholeWords;
  return rangesOf(letters, isShort(term) ? `(?<![\\p{L}\\p{N}])${words}` : words);
}

/** Whether a term is too short to match inside a word: it only matches at the beginning. */
export const isShort = ({ folded }: SearchTerm): boolean => folded.length < 3;

function rangesOf({ folded, offsets }: FoldedLetters, pattern: string): Range[] {
  const ranges: Range[] = [];
  for (const match of folded.matchAll(new RegExp(pattern, 'gu'))) {
    const start = offsets[match.index];
    const end = offsets[match.index + match[0].length];
    if (start !== undefined && end !== undefined) ranges.push({ start, end });
    if (ranges.length === rangesMax) break;
  }
  return ranges;
}

/** Folds a text; `offsets[i]` is where the folded character `i` begins in the text, the last one its length. */
function foldWithOffsets(text: string): FoldedLetters {
  let folded = '';
  const offsets: number[] = [];
  let offset = 0;
  for (const character of text) {
    const piece = character < '\u0080' ? character.toLowerCase() : foldLetters(character);
    for (let index = 0; index < piece.length; index += 1) offsets.push(offset);
    folded += piece;
    offset += character.length;
  }
  offsets.push(text.length);
  return { folded, offsets };
}
