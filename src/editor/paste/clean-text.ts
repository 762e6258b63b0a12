import { normalizeText } from '../../../domain/vietnamese.ts';

/**
 * Normalizes pasted text to stored form: NFC, plain spaces, no invisible characters. Line breaks stay; vertical tabs,
 * which Word uses for them, become line breaks.
 */
export function cleanText(text: string): string {
  return normalizeText(text.toWellFormed())
    .replace(/[\v\u2028\u2029]/g, '\n')
    .replace(/[\u00A0\u2007\u202F]/g, ' ')
    .replace(/[\u00AD\u200B\u2060\uFEFF]/g, '')
    .replace(/[^\P{Cc}\t\r\n]/gu, '');
}
