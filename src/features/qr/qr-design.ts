import { type QrLevel, type QrMark, qrModules, qrQuietModules, qrSvg } from '../../../domain/qr.ts';
import { slugify } from '../../../domain/vietnamese.ts';

/** Sides of a printed code with the white around it, in centimetres: a letterhead, a leaflet, a poster. */
export const printSizesCm = [3, 5, 10] as const;
export type PrintSizeCm = (typeof printSizesCm)[number];

export const printDotsPerInch = 300;

/** What somebody has chosen. */
export type QrDesign = {
  /** What the code says. */
  text: string;
  level: QrLevel;
  /** A letter in the middle, or null. With one the level is H. */
  letter: string | null;
  sizeCm: PrintSizeCm;
};

/** The drawing of a design, which is also the file that is offered. */
export function drawQr({ text, level, letter, sizeCm }: QrDesign): string {
  return qrSvg(text, { level, sizeMm: sizeCm * 10, ...(letter !== null && { mark: letterMark(letter) }) });
}

/** Side of the PNG, in pixels: 354, 591, 1181. */
export function pixelsOf(sizeCm: PrintSizeCm): number {
  return Math.round((sizeCm / 2.54) * printDotsPerInch);
}

/**
 * Side of the drawing inside of the PNG, in pixels: the greatest that has whole pixels for each module, so that no edge
 * is blurred. What is left goes into the white around.
 */
export function crispPixelsOf({ text, level, sizeCm }: QrDesign): number {
  const side = qrModules(text, level).length + 2 * qrQuietModules;
  return Math.floor(pixelsOf(sizeCm) / side) * side;
}

/** The first letter of a name, as it may stand in the middle of a code. Null where there is none. */
export function initialOf(name: string): string | null {
  return /[\p{L}\p{N}]/u.exec(name.normalize('NFC'))?.[0]?.toUpperCase() ?? null;
}

export function fileName(name: string, sizeCm: PrintSizeCm, type: 'svg' | 'png'): string {
  return `qr-${slugify(name).slice(0, 60) || 'code'}-${sizeCm}cm.${type}`;
}

/** A single letter, set in what serif there is: a font of ours would not go with the file. */
function letterMark(letter: string): QrMark {
  return {
    viewBox: '0 0 24 24',
    svg: `<text x="12" y="19.4" text-anchor="middle" font-family="Georgia, 'Times New Roman', serif" font-weight="700" font-size="22" fill="currentColor">${letter}</text>`,
  };
}
