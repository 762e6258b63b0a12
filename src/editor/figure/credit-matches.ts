import { fold, searchWords } from '../../../domain/vietnamese.ts';

const shownMax = 6;

/**
 * The recent credits to offer for what has been typed: all words must occur, without regard to case and accents;
 * those that begin with the text come first. Nothing when the text is already one of them.
 */
export function creditMatches(recent: readonly string[], typed: string): string[] {
  const unique = [...new Set(recent.map((credit) => credit.trim()).filter((credit) => credit !== ''))];
  if (unique.includes(typed.trim())) return [];
  const words = searchWords(typed);
  const start = fold(typed);
  const found = unique.filter((credit) => words.every((word) => fold(credit).includes(word)));
  const first = found.filter((credit) => fold(credit).startsWith(start));
  return [...first, ...found.filter((credit) => !first.includes(credit))].slice(0, shownMax);
}
