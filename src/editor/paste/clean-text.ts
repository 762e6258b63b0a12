import { normalizeText } from '../../../domain/vietnamese.ts';

/**
 * Text that came from outside as the article stores it: NFC, plain spaces, nothing invisible. Line breaks stay; the
 * vertical tab, which Word uses for one, becomes one.
 */
export function cleanText(text: string): string {
  return normalizeText(text.toWellFormed())
    .replace(/[\v\u2028\u2029]/g, '\n')
    .replace(/[\u00A0\u2007\u202F]/g, ' ')
    .replace(/[\u00AD\u200B\u2060\uFEFF]/g, '')
    .replace(/[^\P{Cc}\t\r\n]/gu, '');
}
