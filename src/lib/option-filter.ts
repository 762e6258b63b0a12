import type { OptionsFilter } from '@mantine/core';
import { fold, normalizeText } from '../../domain/vietnamese.ts';

/**
 * The options whose labels contain every word of the text, ignoring case and diacritics: `giao thong` finds
 * `Giao thông`. Those that contain it with the same diacritics come first, then those that contain it as it stands, then
 * those that begin with it, then the given order.
 */
export function matchOptions<Option extends { label: string }>(
  options: readonly Option[],
  search: string,
): Option[] {
  const exact = normalizeText(search).trim().toLowerCase();
  const folded = fold(search);
  const words = folded.split(/[\s/_]+/);
  const rank = ({ label }: Option) => {
    if (normalizeText(label).toLowerCase().includes(exact)) return fold(label).startsWith(folded) ? 0 : 1;
    if (fold(label).includes(folded)) return fold(label).startsWith(folded) ? 2 : 3;
    return 4;
  };
  return options
    .filter(({ label }) => words.every((word) => fold(label).includes(word)))
    .toSorted((one, other) => rank(one) - rank(other));
}

/** `matchOptions` for Mantine's comboboxes, whose options have no groups here. */
export const optionFilter: OptionsFilter = ({ options, search, limit }) =>
  matchOptions(
    options.filter((option) => 'value' in option),
    search,
  ).slice(0, limit);

/**
 * Replaces added names that differ from a known one in case and diacritics only: `hai mien` becomes `Hải Miên`.
 *
 * @param before the names that were there before, which stay.
 */
export function withKnownNames(
  names: readonly string[],
  before: readonly string[],
  known: readonly string[],
): string[] {
  const resolve = (name: string) =>
    before.includes(name) || known.includes(name)
      ? name
      : (known.find((other) => fold(other) === fold(name)) ?? name);
  return [...new Set(names.map(resolve))];
}
