/**
 * The spelling of Vietnamese syllables, as a check of text that was decoded by guessing. Source: Đoàn Thiện Thuật, Ngữ âm
 * tiếng Việt (1999), with the finals `k` of names of places in the highlands (Đắk Lắk).
 */

const onset = '(?:ngh|ng|nh|gh|gi|g|ch|c|kh|k|ph|p|qu|th|tr|t|b|d|đ|h|l|m|n|r|s|v|x)?';

/** Nuclei with the finals that follow them; an empty alternative stands for an open syllable. */
const rimes: Readonly<Record<string, string>> = {
  a: '|c|ch|i|m|n|ng|nh|o|p|t|u|y|k',
  ă: 'c|m|n|ng|p|t|k',
  â: 'c|m|n|ng|p|t|u|y',
  e: '|c|m|n|ng|o|p|t|k',
  ê: '|ch|m|n|nh|p|t|u|k',
  i: '|a|ch|m|n|nh|p|t|u',
  iê: 'c|m|n|ng|p|t|u',
  o: '|c|i|m|n|ng|p|t',
  oa: '|c|ch|i|m|n|ng|nh|o|p|t|y',
  oă: 'c|m|n|ng|t',
  oe: '|n|o|t|m',
  oo: 'c|ng',
  ô: '|c|i|m|n|ng|p|t|k',
  ơ: '|i|m|n|p|t',
  u: '|a|c|i|m|n|ng|p|t',
  uâ: 'n|ng|t|y',
  uê: '|ch|nh|n',
  uơ: '|',
  uy: '|a|ch|n|nh|p|t|u',
  uyê: 'n|t',
  uô: 'c|i|m|n|ng|t',
  ư: '|a|c|i|m|n|ng|t|u',
  ươ: 'c|i|m|n|ng|p|t|u',
  y: '|a|t|u',
  yê: 'm|n|ng|t|u',
};

const rime = Object.entries(rimes)
  .map(([nucleus, finals]) => `${nucleus}(?:${finals})`)
  .join('|');
/** `giếng` is written with one `i`. */
const syllable = new RegExp(`^(?:${onset}(?:${rime})|gi(?:ê(?:ng|t|c|p)|n|p|m|ch)?)$`, 'u');

const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const stopFinal = /(?:c|ch|p|t|k)$/u;

/**
 * Whether a word of letters is spelled like a Vietnamese syllable: onset, rime, and at most one tone, which before a
 * stop is acute or dot below. Case is ignored.
 */
export function isVietnameseSyllable(word: string): boolean {
  if (word.length === 0 || word.length > 12) return false;
  const letters = word.toLowerCase().normalize('NFD');
  const marks = letters.match(tones) ?? [];
  const base = letters.replace(tones, '').normalize('NFC');
  if (marks.length > 1 || !syllable.test(base)) return false;
  // A hard `c`, `g`, `ng` before e, ê, i is written k, gh, ngh; `k`, `gh`, `ngh` stand before nothing else.
  if (/^(?:c(?!h)|ng(?!h))[eêi]|^(?:gh|ngh)[^eêi]|^g[eê]/u.test(base)) return false;
  return !stopFinal.test(base) || marks[0] === '\u0301' || marks[0] === '\u0323';
}
