import { encode } from 'uqr';

/** Error correction level: restores 15 % (M) or 30 % (H) of the codewords. H makes the code denser. */
export type QrLevel = 'M' | 'H';

/** Width of the quiet zone in modules (ISO/IEC 18004). */
export const qrQuietModules = 4;

/** A drawing in the middle of a code. */
export type QrMark = {
  /** Content of an `<svg>`. Trusted: it is not escaped. */
  svg: string;
  /** Such as `0 0 24 24`. */
  viewBox: string;
};

type QrSvgOptions = {
  level: QrLevel;
  /** Covers about 4 % of the code, which both levels restore. */
  mark?: QrMark;
  /** Side with the quiet zone, for print. Default: the size of the container. */
  sizeMm?: number;
  /** Accessible name. Without one the code is decorative. */
  label?: string;
};

/**
 * Encodes a text as a QR code.
 *
 * @returns rows of modules, true for black; square, without the quiet zone.
 * @throws when the text is too long (over a thousand bytes).
 */
export function qrModules(text: string, level: QrLevel): boolean[][] {
  return encode(text, { ecc: level, border: 0, boostEcc: false }).data;
}

/**
 * Draws the QR code of a text as an SVG element with its quiet zone. Always black on white, because many scanners
 * cannot read inverted codes, and without style attributes, which a content security policy may forbid.
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

/** A rectangle for each run of black modules in a row. */
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

/** Centred, a fifth of the code's width in whole modules, with a white margin of half a module. */
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
