import { encode } from 'uqr';

/** How much of a code may be dirty or covered: M 15 %, H 30 % of its words. H makes it denser. */
export type QrLevel = 'M' | 'H';

/** White around the code on every side, in modules: what ISO/IEC 18004 asks for. */
export const qrQuietModules = 4;

/** A drawing that stands in the middle of a code. */
export type QrMark = {
  /** What stands inside of an `<svg>`. Ours, never typed by anybody: it is not escaped. */
  svg: string;
  /** Of the drawing, as `0 0 24 24`. */
  viewBox: string;
};

type QrSvgOptions = {
  level: QrLevel;
  /** Covers some 4 % of the code, which both levels bear. */
  mark?: QrMark;
  /** Side with the quiet zone, for print. Without it the drawing fills the place that it is given. */
  sizeMm?: number;
  /** What it is to somebody who does not see it. Without it the code is decoration. */
  label?: string;
};

/**
 * The modules of the QR code of a text, row by row, true where it is black. Square, without the quiet zone.
 *
 * @throws when the text has more than fits into a code (over a thousand bytes).
 */
export function qrModules(text: string, level: QrLevel): boolean[][] {
  return encode(text, { ecc: level, border: 0, boostEcc: false }).data;
}

/**
 * The QR code of a text as an SVG element: black on white in every colour scheme, because many cameras cannot read it
 * the other way round, with its quiet zone, and without style attributes, which a content security policy may forbid.
 */
export function qrSvg(text: string, { level, mark, sizeMm, label }: QrSvgOptions): string {
  const modules = qrModules(text, level);
  const side = modules.length + 2 * qrQuietModules;
  const size = sizeMm === undefined ? '' : ` width="${sizeMm}mm" height="${sizeMm}mm"`;
  const name = label === undefined ? ' aria-hidden="true"' : ` role="img" aria-label="${escapeXml(label)}"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"${size}${name} shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${pathOf(modules)}"/>` +
    `${mark ? markOf(mark, modules.length) : ''}</svg>`
  );
}

/** One rectangle for each run of black modules in a row. */
function pathOf(modules: boolean[][]): string {
  return modules
    .flatMap((row, y) => {
      const runs: string[] = [];
      for (let x = 0; x < row.length; x++) {
        if (!row[x]) continue;
        const start = x;
        while (row[x + 1]) x++;
        const length = x - start + 1;
        runs.push(`M${start + qrQuietModules} ${y + qrQuietModules}h${length}v1h-${length}z`);
      }
      return runs;
    })
    .join('');
}

/** A fifth of the code's width, in whole modules and exactly in the middle, with a white rim of half a module. */
function markOf({ svg, viewBox }: QrMark, modules: number): string {
  const side = 2 * Math.floor(modules / 10) + 1;
  const from = qrQuietModules + (modules - side) / 2;
  return (
    `<path fill="#fff" d="M${from} ${from}h${side}v${side}h-${side}z"/>` +
    `<svg x="${from + 0.5}" y="${from + 0.5}" width="${side - 1}" height="${side - 1}" viewBox="${viewBox}" ` +
    `color="#000" shape-rendering="auto">${svg}</svg>`
  );
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
