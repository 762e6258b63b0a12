import { isVietnameseSyllable } from './vietnamese-syllable.ts';

/*
 * Text that was typed in a Vietnamese 8-bit font and arrives as the Latin-1 letters of the same codes: `Céng hßa` in
 * .VnTime is `Cộng hòa`. Sources: TCVN 5712:1993, table VN3 (the fonts `.Vn…`, called ABC); VNI-Windows of VNI Software
 * (the fonts `VNI-…`), where a vowel is followed by its marks.
 */

export type LegacyEncoding = 'TCVN3' | 'VNI';

/** What a font says about its text. Fonts such as `.VnTimeH` show every letter as a capital. */
export type LegacyFont = { encoding: LegacyEncoding; isCapital: boolean };

/** @param confidence 0 to 1; 1 where the font is known. */
export type LegacyText = LegacyFont & { confidence: number };

/** A replaced part of a text: its place in UTF-16 units. */
export type LegacyChange = { from: number; to: number; text: string };

/**
 * The encoding of a font, by its name.
 *
 * @param fontFamily as in CSS or in Word: the first of several names counts.
 */
export function legacyFontOf(fontFamily: string): LegacyFont | null {
  const name = (fontFamily.split(',', 1)[0] ?? '').replace(/["'\\]/g, '').trim();
  if (/^\.?vni[- ]/i.test(name)) return { encoding: 'VNI', isCapital: false };
  return /^\.vn\w/i.test(name) ? { encoding: 'TCVN3', isCapital: /h$/i.test(name) } : null;
}

/**
 * Judges the text of a paragraph, or a run of one font. Text that has a letter which Latin-1 lacks, such as `ế`, is
 * Unicode. Else the reading counts that gives more Vietnamese syllables.
 *
 * @param font where it is known; it decides between the encodings, but not against the text.
 */
export function detectLegacyText(text: string, font: LegacyFont | null = null): LegacyText | null {
  if (!accented.test(text) || beyondLatin1.test(text)) return null;
  const isCapital = font?.isCapital ?? false;
  const encodings: LegacyEncoding[] = font ? [font.encoding] : ['TCVN3', 'VNI'];
  const [best] = encodings
    .map((encoding) => ({ encoding, ...judge(text, encoding) }))
    .sort((a, b) => b.legacy - a.legacy);
  if (!best || best.words === 0) return null;
  const { encoding, words, legacy, letters, unicode, typical } = best;
  if (font) return legacy + typical > unicode ? { encoding, isCapital, confidence: 1 } : null;
  const share = legacy / words;
  // A few words can be from anywhere, unless they have letters that stand together in no other language.
  const isEnough = typical > 0 || (letters > 2 && legacy > unicode * 2);
  if (share < (typical > 1 ? 0.5 : 0.7) || legacy <= unicode || !isEnough) return null;
  return { encoding, isCapital, confidence: share * (1 - 0.5 ** (legacy + typical)) };
}

/**
 * Judges text that somebody will look at, such as a caption that waits for confirmation: a few words are enough where
 * all of them can be read in TCVN3, and not all as they are.
 */
export function suspectLegacyText(text: string): LegacyText | null {
  const detected = detectLegacyText(text);
  if (detected) return detected;
  const suspected = detectLegacyText(text, { encoding: 'TCVN3', isCapital: false });
  return suspected && legacyChanges(text, suspected).doubtful.length === 0 ? suspected : null;
}

/**
 * Finds what becomes of a text. Numbers, addresses, Latin and Unicode words stay.
 *
 * @returns the changes in order, and each word, as given, whose reading is not certain: it was left as it is, or became
 *   no Vietnamese syllable.
 */
export function legacyChanges(
  text: string,
  { encoding, isCapital, confidence }: LegacyText,
): { changes: LegacyChange[]; doubtful: string[] } {
  const words = wordsOf(text, encoding);
  const changes: LegacyChange[] = [];
  const doubtful = new Set<string>();
  for (const [index, word] of words.entries()) {
    const { from, given, decoded, isComplete } = word;
    const isCertain = !nonAscii.test(given) || (isComplete && isReadable(decoded));
    if (!isCertain) doubtful.add(given);
    // In a known font the author saw the letters of the font, whatever word they make.
    const isConverted = isCertain || (isComplete && (confidence === 1 || isTypical(given, encoding)));
    let result = isConverted ? decoded : given;
    if (isConverted && (isCapital || isShouted(words, index))) result = result.toUpperCase();
    if (result !== given) changes.push({ from, to: from + given.length, text: result });
  }
  return { changes, doubtful: [...doubtful] };
}

/** The text in Unicode (NFC), see `legacyChanges`. */
export function legacyToUnicode(text: string, legacy: LegacyText): { text: string; doubtful: string[] } {
  const { changes, doubtful } = legacyChanges(text, legacy);
  let result = '';
  let end = 0;
  for (const change of changes) {
    result += text.slice(end, change.from) + change.text;
    end = change.to;
  }
  return { text: result + text.slice(end), doubtful };
}

/** U+00D0 and U+00F0 may have been replaced by `Đ` and `đ` before, see `normalizeText`. */
const accented = /[\u00A1-\u00FF]/;
const beyondLatin1 = /[\u0102\u0103\u0128\u0129\u0168\u0169\u01A0\u01A1\u01AF\u01B0\u1EA0-\u1EF9]|\p{M}/u;
/** Bounded, because a text without spaces would take quadratic time. */
const addressOrWord =
  /\w{1,12}:\/\/\S+|www\.\S+|[^\s@]{1,64}@\S+|(?:[\w-]{1,63}\.){1,5}(?:vn|com|net|org|info)\b\S*|(?<word>[\p{L}\p{M}\p{N}\u00A1-\u00FF]+)/giu;
const nonAscii = /[^\p{ASCII}]/u;
/** Signs and units. A lone `«` may be a word. */
const signs = /^(?:[^\p{L}\p{M}«¬¶¸]|\p{ASCII}*[°±²³]\p{ASCII}*|µ[mgsl])$/u;

/** The codes A1 to FE. At `.`, VN3 has no letter: accented capitals are left to the fonts `…H`. */
const tcvn3Letters =
  'ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ';
const tcvn3 = new Map([...tcvn3Letters].map((letter, index) => [String.fromCharCode(0xa1 + index), letter]));
tcvn3.set('Đ', 'é');

const [acute, grave, hook, tilde, dot] = ['\u0301', '\u0300', '\u0309', '\u0303', '\u0323'] as const;
const vniTones = { ù: acute, ø: grave, û: hook, õ: tilde, ï: dot };
const vniMarks: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aeouyôö: vniTones,
  aeo: { â: '\u0302', ...above('\u0302', { á: acute, à: grave, å: hook, ã: tilde, ä: dot }) },
  a: { ê: '\u0306', ...above('\u0306', { é: acute, è: grave, ú: hook, ü: tilde, ë: dot }) },
};
const vniLetters: Readonly<Record<string, string>> = {
  ñ: 'đ',
  đ: 'đ',
  ô: 'ơ',
  ö: 'ư',
  í: 'í',
  ì: 'ì',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
};
const vni = new Map(Object.entries(vniLetters));
for (const [bases, marks] of Object.entries(vniMarks)) {
  for (const base of bases) {
    for (const [mark, combining] of Object.entries(marks)) {
      vni.set(base + mark, `${vniLetters[base] ?? base}${combining}`.normalize('NFC'));
    }
  }
}

function above(vowelMark: string, tones: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(tones).map(([letter, tone]) => [letter, vowelMark + tone]));
}

type Word = { from: number; given: string; decoded: string; isComplete: boolean };

/** The words that are not Unicode, without those that have digits. Capitals depend on the words around. */
function wordsOf(text: string, encoding: LegacyEncoding): Word[] {
  const words: Word[] = [];
  for (const { 0: given, index, groups } of text.matchAll(addressOrWord)) {
    if (!groups?.word || /\d/.test(given) || beyondLatin1.test(given) || signs.test(given)) continue;
    words.push({ from: index, given, ...decode(given, encoding) });
  }
  return words;
}

function decode(given: string, encoding: LegacyEncoding): { decoded: string; isComplete: boolean } {
  let isComplete = true;
  const decoded =
    encoding === 'TCVN3'
      ? given.replace(/[\u00A1-\u00FFĐđ]/g, (code) => {
          const letter = tcvn3.get(code) ?? '.';
          if (letter === '.') isComplete = false;
          return letter === '.' ? code : letter;
        })
      : given.replace(/[aeouyôö][âáàåãäêéèúüëùøûõï]|[\u00A1-\u00FFđ]/gi, (code) => {
          const lower = code.toLowerCase();
          const letter = vni.get(lower);
          if (!letter) isComplete = false;
          return code[0] === lower[0] ? (letter ?? code) : (letter ?? code).toUpperCase();
        });
  return { decoded, isComplete };
}

function judge(text: string, encoding: LegacyEncoding) {
  const words = wordsOf(text, encoding).filter(({ given }) => nonAscii.test(given));
  const readable = words.filter(({ decoded, isComplete }) => isComplete && isReadable(decoded));
  return {
    words: words.length,
    legacy: readable.length,
    letters: new Set(readable.flatMap(({ given }) => given.match(/[^\p{ASCII}]/gu) ?? [])).size,
    unicode: words.filter(({ given }) => isReadable(given)).length,
    typical: readable.filter(({ given }) => isTypical(given, encoding)).length,
  };
}

/** A syllable, or an abbreviation such as `ĐBQH`. */
function isReadable(word: string): boolean {
  return isVietnameseSyllable(word) || /^[A-ZĐ]{2,8}$/.test(word);
}

/** Whether a word has letters side by side that are found in this encoding and in no European language. */
function isTypical(word: string, encoding: LegacyEncoding): boolean {
  return encoding === 'TCVN3'
    ? /[A-Za-z][\u00A1-\u00BF\u00D7\u00F7]|[\u00A1-\u00BF\u00D7\u00F7][A-Za-z]|[a-z][\u00C0-\u00DE]/.test(
        word,
      )
    : /[aeo][âàåãä]|[aeouyôö][øõ]|[aeuyôö]ù|a[èêü]/i.test(word);
}

/**
 * Whether a word of TCVN3 without capital accents was meant as capitals: `NéI` is, and so is `Hµ` beside it. An
 * abbreviation says nothing about the words beside it.
 */
function isShouted(words: Word[], index: number): boolean {
  const isCapitals = ({ given }: Word) =>
    /[A-Z].*[A-Z]/.test(given) && !/[a-z]/.test(given) && nonAscii.test(given);
  const word = words[index];
  if (!word || /[a-z]/.test(word.given)) return false;
  return words.slice(Math.max(0, index - 1), index + 2).some(isCapitals);
}
