/*
 * Letters that only look formatted: mathematical alphabets, which fanpages use as bold and italic type, ligatures, and
 * full-width forms. Source: Unicode 16, blocks Mathematical Alphanumeric Symbols, Letterlike Symbols (the letters that
 * complete the former), Alphabetic Presentation Forms, Halfwidth and Fullwidth Forms.
 */

const letterlike =
  '\\u2102\\u210A-\\u210E\\u2110-\\u2112\\u2115\\u2119-\\u211D\\u2124\\u2128\\u212C\\u212D\\u212F-\\u2131\\u2133\\u2134';
const styled = new RegExp(
  `[\\u{1D400}-\\u{1D7FF}${letterlike}\\uFB00-\\uFB06\\uFF10-\\uFF19\\uFF21-\\uFF3A\\uFF41-\\uFF5A]+`,
  'gu',
);
/** The bold ones: serif, italic, script, Fraktur, sans serif, Greek, digits. */
const bold =
  /[\u{1D400}-\u{1D433}\u{1D468}-\u{1D49B}\u{1D4D0}-\u{1D503}\u{1D56C}-\u{1D59F}\u{1D5D4}-\u{1D607}\u{1D63C}-\u{1D66F}\u{1D6A8}-\u{1D6E1}\u{1D71C}-\u{1D7CB}\u{1D7CE}-\u{1D7D7}\u{1D7EC}-\u{1D7F5}]/u;

export function hasStyledLetters(text: string): boolean {
  return text.search(styled) >= 0;
}

/** Replaces styled letters by plain ones, also below tone marks. Everything else stays as it is. */
export function plainLetters(text: string): string {
  if (!hasStyledLetters(text)) return text;
  return text.replace(styled, (letters) => letters.normalize('NFKC')).normalize('NFC');
}

/**
 * Splits a text into plain runs. A word with a bold letter is bold as a whole, because letters such as `Đ` exist in no
 * bold alphabet.
 */
export function plainRuns(text: string): { text: string; isBold: boolean }[] {
  const runs: { text: string; isBold: boolean }[] = [];
  for (const part of text.split(/(\s+)/u)) {
    if (part === '') continue;
    const last = runs.at(-1);
    // White space continues the run before it.
    const isBold = part.trim() === '' ? (last?.isBold ?? false) : bold.test(part);
    if (last?.isBold === isBold) last.text += plainLetters(part);
    else runs.push({ text: plainLetters(part), isBold });
  }
  return runs;
}
