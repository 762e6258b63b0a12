import { normalizeText } from './vietnamese.ts';

/*
 * Credits of pictures as newsrooms write them: `Ảnh: X`, `(Ảnh: X)`, `Nguồn ảnh: X`, `Photo: X`. The desk stores `X`;
 * pages print the prefix.
 */

/** Longer texts are no captions; the patterns below are not run on them. */
const patternMaxChars = 2_000;

/** The name in a credit that has a prefix; null when the text has none. */
export function prefixedCredit(text: string): string | null {
  if (text.length > patternMaxChars) return null;
  const line = normalizeText(text).trim();
  const inner = /^\(([^()]*)\)\.?$/u.exec(line)?.[1] ?? line;
  const name = /^(?:nguồn ảnh|ảnh|photo)\s*[:：]\s*(.+)$/isu.exec(inner.trim())?.[1];
  return name?.trim() || null;
}

/** A credit in stored form, without the prefix that pages print. Anything else is returned as it is. */
export function withoutCreditPrefix(credit: string): string {
  return prefixedCredit(credit) ?? credit;
}

/**
 * Splits the credit off the end of a caption: `Cảng Đình Vũ (Ảnh: Nguyễn Văn B)`, `Cảng. Ảnh: B`, or as the portal
 * prints it, `Tàu vào cảng (Đình Vũ – Ảnh: B)`.
 *
 * @returns the caption and the credit without prefix, which is empty when there is none.
 */
export function splitCaption(text: string): { caption: string; credit: string } {
  const line = normalizeText(text).replace(/\s+/gu, ' ').trim();
  if (line.length > patternMaxChars) return { caption: line, credit: '' };
  const whole = prefixedCredit(line);
  if (whole !== null) return { caption: '', credit: whole };
  const [, before = '', inner] = /^(.*?)\s*\(([^()]*)\)\.?$/u.exec(line) ?? [];
  if (inner !== undefined) {
    const [, place = '', name] =
      /^(?:(.*\S)\s*[–—-]\s*)?((?:nguồn ảnh|ảnh|photo)\s*[:：].*)$/iu.exec(inner) ?? [];
    const credit = name === undefined ? null : prefixedCredit(name);
    if (credit !== null) return { caption: place ? `${before} (${place})` : before, credit };
  }
  // Within a sentence `ảnh:` is text. At its end, after a stop or a dash, it begins the credit.
  const [, caption = '', name = ''] =
    /^(.*(?:[.!?…”")]|\s[–—|/-]))\s*((?:Nguồn ảnh|Ảnh|ẢNH|Photo)\s*[:：][^:]+)$/u.exec(line) ?? [];
  const credit = prefixedCredit(name);
  if (credit === null) return { caption: line, credit: '' };
  return {
    caption: caption.replace(/\s*[–—|/-]$/u, ''),
    credit: credit.replace(/(?<=(?:^|\s)[^.\s]+)\.$/u, ''),
  };
}
