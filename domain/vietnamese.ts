/**
 * Vietnamese text: folding for search, normal placement of tone marks, slugs, word counts. Accepts any Unicode input;
 * output is NFC.
 */

/** Normalizes text to stored form: NFC, with Eth (`Ð`, U+00D0, typed by mistake) replaced by `Đ`. */
export function normalizeText(text: string): string {
  return text.normalize('NFC').replaceAll('\u00D0', 'Đ').replaceAll('\u00F0', 'đ');
}

/** One line of text in stored form (`normalizeText`), with white space collapsed and trimmed. */
export function oneLine(text: string): string {
  return normalizeText(text).replace(/\s+/gu, ' ').trim();
}

/**
 * Folds text for search: removes case, tone and vowel marks, `đ`, and runs of white space.
 * `Hải Phòng`, `hai phong` and `HẢI  PHÒNG` fold to the same text; so do `hòa` and `hoà`.
 */
export function fold(text: string): string {
  return (
    text
      // NFD sorts the marks of a letter: a million of them would block for minutes.
      .replace(/(\p{M}{100})\p{M}+/gu, '$1')
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .replace(/[đð]/g, 'd')
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/** The folded words of a query, without the punctuation around them. */
export function searchWords(query: string): string[] {
  return fold(query)
    .split(' ')
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '');
}

/** A slug: folded, `-` between words, at most `maxChars` long, cut between words where possible. */
export function slugify(text: string, maxChars = 120): string {
  const slug = fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (slug.length <= maxChars) return slug;
  const cut = slug.slice(0, maxChars + 1).lastIndexOf('-');
  return slug.slice(0, cut > 0 ? cut : maxChars);
}

/** Counts syllables that contain a letter or a digit, as a Vietnamese newsroom counts words. */
export function countWords(text: string): number {
  // Not one pattern: it would backtrack quadratically on a long run of dots.
  return text.match(/\S+/g)?.filter((word) => /[\p{L}\p{N}]/u.test(word)).length ?? 0;
}

/** Reading time in whole minutes, at least 1, at 230 syllables a minute. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / 230));
}

/** Sorts names as a Vietnamese reader expects. */
export const vietnameseCollator: Intl.Collator = new Intl.Collator('vi');
