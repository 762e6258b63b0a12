import { legacyToUnicode, suspectLegacyText } from '../../domain/legacy-encodings.ts';
import { normalizeText } from '../../domain/vietnamese.ts';
import { isVietnameseSyllable } from '../../domain/vietnamese-syllable.ts';

/**
 * Decodes a text of metadata whose charset nobody declares. UTF-8 is known by its bytes, because the IPTC marker for it
 * is often missing. Else the most plausible of windows-1258 (Vietnamese), windows-1252 and MacRoman.
 *
 * Text of a Vietnamese 8-bit font (TCVN3, VNI) remains as the Latin-1 letters of its codes, as in every program that
 * knows nothing of the font: the desk asks whether to convert it, see `domain/legacy-encodings.ts`.
 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Another charset.
  }
  const vietnamese = normalizeText(new TextDecoder('windows-1258').decode(bytes));
  const western = new TextDecoder('windows-1252').decode(bytes);
  const legacy = suspectLegacyText(western);
  const share = vietnameseShare(vietnamese);
  const legacyShare = legacy ? vietnameseShare(legacyToUnicode(western, legacy).text) : 0;
  if (Math.max(share, legacyShare) >= vietnameseShareMin) return legacyShare > share ? western : vietnamese;
  const readings = [vietnamese, western, new TextDecoder('macintosh').decode(bytes)];
  const [best = vietnamese] = readings.toSorted((a, b) => oddities(a) - oddities(b));
  return best;
}

/** Foreign names may stand among the words. */
const vietnameseShareMin = 0.7;

/** The share of Vietnamese syllables among the words with diacritics, 0 to 1. */
function vietnameseShare(text: string): number {
  // Other signs, such as `§`, are letters of the fonts.
  const words = (text.match(/[^\s\d!-/:-@[-`{-~“”‘’–—…]+/gu) ?? []).filter((word) => /\P{ASCII}/u.test(word));
  const syllables = words.filter((word) => isVietnameseSyllable(word) && !/\p{Ll}\p{Lu}/u.test(word));
  return syllables.length / Math.max(words.length, 1);
}

/** What no text has, but the wrong reading of one: `No‘l`, `RenŽ`, `ƒcole`. */
const odd = [
  /\p{Ll}(?=\p{Lu})/gu,
  /\p{M}/gu,
  /[^\p{ASCII}\p{L}\p{M}\s«»“”‘’–—…•·°©®™§€£]|[ƒˆ]/gu,
  /(?<=\p{L})[‘“”„«»–—…•·°©®™§€£](?=\p{L})/gu,
];

const oddities = (text: string): number =>
  odd.reduce((sum, pattern) => sum + (text.match(pattern)?.length ?? 0), 0);
