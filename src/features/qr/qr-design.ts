import { type QrLevel, type QrMark, qrModules, qrQuietModules, qrSvg } from '../../../domain/qr.ts';
import { slugify } from '../../../domain/vietnamese.ts';

/** Side of a printed code with its quiet zone, in centimetres: for letterhead, leaflet, poster. */
export const printSizesCm = [3, 5, 10] as const;
export type PrintSizeCm = (typeof printSizesCm)[number];

export const printDotsPerInch = 300;

export type QrDesign = {
  /** The encoded text. */
  text: string;
  level: QrLevel;
  /** In the middle of the code. Requires level H. */
  letter: string | null;
  sizeCm: PrintSizeCm;
};

/** SVG of a design, also the file to download. */
export function drawQr({ text, level, letter, sizeCm }: QrDesign): string {
  return qrSvg(text, { level, sizeMm: sizeCm * 10, ...(letter !== null && { mark: letterMark(letter) }) });
}

/** Side of the PNG, in pixels: 354, 591, 1181. */
export function pixelsOf(sizeCm: PrintSizeCm): number {
  return Math.round((sizeCm / 2.54) * printDotsPerInch);
}

/**
 * Side of the code inside the PNG, in pixels: the largest with whole pixels for each module, so that no edge is
 * blurred. The rest widens the quiet zone.
 */
export function crispPixelsOf({ text, level, sizeCm }: QrDesign): number {
  const side = qrModules(text, level).length + 2 * qrQuietModules;
  return Math.floor(pixelsOf(sizeCm) / side) * side;
}

/** First letter or digit of a name, in upper case. Null if it has none. */
export function initialOf(name: string): string | null {
  return /[\p{L}\p{N}]/u.exec(name.normalize('NFC'))?.[0]?.toUpperCase() ?? null;
}

export function fileName(name: string, sizeCm: PrintSizeCm, type: 'svg' | 'png'): string {
  return `qr-${slugify(name).slice(0, 60) || 'code'}-${sizeCm}cm.${type}`;
}

/** In a system serif, because the file cannot include a web font. */
function letterMark(letter: string): QrMark {
  return {
    viewBox: '0 0 24 24',
    svg: `<text x="12" y="19.4" text-anchor="middle" font-family="Georgia, 'Times New Roman', serif" font-weight="700" font-size="22" fill="currentColor">${letter}</text>`,
  };
}
