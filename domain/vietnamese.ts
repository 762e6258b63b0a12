/**
 * Vietnamese text: folding for search, one placement of tone marks, slugs, words. Dates are in `dates.ts`.
 * All of it is pure and works on any Unicode input; output is NFC.
 */

/** Brings text to the one form in which it is stored: NFC, with Eth (`Ð`, U+00D0) typed by mistake turned into `Đ`. */
export function normalizeText(text: string): string {
  return text.normalize('NFC').replaceAll('\u00D0', 'Đ').replaceAll('\u00F0', 'đ');
}

/** One line of text in stored form (`normalizeText`), with white space collapsed and trimmed. */
export function oneLine(text: string): string {
  return normalizeText(text).replace(/\s+/gu, ' ').trim();
}

/**
 * Folds text so that search forgives: case, tone and vowel marks, `đ`, and any run of white space.
 * `Hải Phòng`, `hai phong` and `HẢI  PHÒNG` fold to the same text; so do `hòa` and `hoà`.
 */
export function fold(text: string): string {
  return (
    text
      // To put a million marks on one letter in order would take minutes.
      .replace(/(\p{M}{100})\p{M}+/gu, '$1')
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .replace(/[đð]/g, 'd')
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/** The folded words of a query, each of which must occur. Punctuation around a word does not count. */
export function searchWords(query: string): string[] {
  return fold(query)
    .split(' ')
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '');
}

/** A readable address part: folded, `-` between words, at most `maxChars` long and never cut inside a word if it can be helped. */
export function slugify(text: string, maxChars = 120): string {
  const slug = fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (slug.length <= maxChars) return slug;
  const cut = slug.slice(0, maxChars + 1).lastIndexOf('-');
  return slug.slice(0, cut > 0 ? cut : maxChars);
}

/** Counts words as a Vietnamese newsroom does: syllables between white space that hold a letter or a digit. */
export function countWords(text: string): number {
  // Not in one pattern: that would try a long row of dots from each of them.
  return text.match(/\S+/g)?.filter((word) => /[\p{L}\p{N}]/u.test(word)).length ?? 0;
}

/** Reading time in whole minutes, at least 1. 230 syllables a minute is a quiet pace on a phone. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / 230));
}

/** Sorts names as a Vietnamese reader expects. */
export const vietnameseCollator: Intl.Collator = new Intl.Collator('vi');
