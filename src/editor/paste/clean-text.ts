import { detectLegacyText } from '../../../domain/legacy-encodings.ts';
import { normalizeText } from '../../../domain/vietnamese.ts';

/**
 * Normalizes pasted text to stored form: NFC, plain spaces, no invisible characters. Line breaks stay; vertical tabs,
 * which Word uses for them, become line breaks.
 */
export function cleanText(text: string): string {
  const cleaned = normalizeText(text.toWellFormed())
    .replace(/[\v\u2028\u2029]/g, '\n')
    .replace(/[\u00A0\u2007\u202F]/g, ' ')
    .replace(/[\u200B\u2060\uFEFF]/g, '')
    .replace(/[^\P{Cc}\t\r\n]/gu, '');
  return cleaned.includes(softHyphen) ? cleaned.split('\n').map(withoutSoftHyphens).join('\n') : cleaned;
}

const softHyphen = '\u00AD';

/** In TCVN3, the code of a soft hyphen is the letter `ư`. */
function withoutSoftHyphens(line: string): string {
  return detectLegacyText(line)?.encoding === 'TCVN3' ? line : line.replaceAll(softHyphen, '');
}
