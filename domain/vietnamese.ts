/**
 * Vietnamese text: folding for search, normal placement of tone marks, slugs, word counts. Accepts any Unicode input;
 * output is NFC.
 */

import { plainLetters } from './styled-letters.ts';

/** Normalizes text to stored form: NFC, with Eth (`Ð`, U+00D0, typed by mistake) replaced by `Đ`. */
export function normalizeText(text: string): string {
  return text.normalize('NFC').replaceAll('\u00D0', 'Đ').replaceAll('\u00F0', 'đ');
}

/** One line of text in stored form (`normalizeText`), of plain letters, with white space collapsed and trimmed. */
export function oneLine(text: string): string {
  return normalizeText(plainLetters(text)).replace(/\s+/gu, ' ').trim();
}

/** Normalizing sorts the marks of a letter: a million of them would block for minutes. */
const limitMarks = (text: string): string => text.replace(/(\p{M}{100})\p{M}+/gu, '$1');

/**
 * Folds text for search: removes case, tone and vowel marks, `đ`, styled letters, and runs of white space.
 * `Hải Phòng`, `hai phong` and `HẢI  PHÒNG` fold to the same text; so do `hòa` and `hoà`.
 */
export function fold(text: string): string {
  return foldLetters(text).replace(/\s+/g, ' ').trim();
}

/** `fold` that leaves white space as it is. */
export function foldLetters(text: string): string {
  return plainLetters(limitMarks(text))
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[đð]/g, 'd');
}

/** Keys of the VNI input method for vowel marks and tones, by combining character. */
const vowelKeys: Record<string, string> = { '\u0302': '6', '\u031B': '7', '\u0306': '8' };
const toneKeys: Record<string, string> = {
  '\u0301': '1',
  '\u0300': '2',
  '\u0309': '3',
  '\u0303': '4',
  '\u0323': '5',
};

/**
 * Spells a text for comparison with diacritics: lower case, vowel marks and tones as the digits of the VNI input method,
 * the tone at the end of its syllable. `Lê Lợi` becomes `le6 lo7i5`; `hòa` and `hoà` become `hoa2`. ASCII for Vietnamese
 * text, because a trigram index of a database in locale C ignores other letters.
 */
export function spellMarks(text: string): string {
  return plainLetters(limitMarks(text))
    .toLowerCase()
    .replace(/[\p{L}\p{M}]+/gu, (word) => (isAscii(word) ? word : spellWord(word)));
}

const isAscii = (word: string): boolean => /^[a-z]*$/.test(word);

function spellWord(word: string): string {
  let tone = '';
  const letters = word
    .normalize('NFD')
    .replace(/[đð]/g, 'd9')
    .replace(/\p{M}/gu, (mark) => {
      tone += toneKeys[mark] ?? '';
      return vowelKeys[mark] ?? '';
    });
  return letters + tone;
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

const collator = new Intl.Collator('vi');

/** Orders names of people as Vietnamese lists do: by the given name, which is the last word, then by the words before. */
export function comparePersonNames(a: string, b: string): number {
  const [x, y] = [splitName(a), splitName(b)];
  return collator.compare(x.given, y.given) || collator.compare(x.before, y.before);
}

function splitName(name: string): { given: string; before: string } {
  const words = name.normalize('NFC').trim().split(/\s+/);
  return { given: words.pop() ?? '', before: words.join(' ') };
}
