import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import { qrModules, qrQuietModules, qrSvg } from './qr.ts';

const address = 'https://toasoan.example/q/k7m2p9xw';

/** Rasterises the SVG's paths and decodes the result. */
function readSvg(svg: string, pixelsPerModule = 4): string | undefined {
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
  const width = side * pixelsPerModule;
  const pixels = new Uint8ClampedArray(width * width * 4);
  for (const [, fill, d = ''] of svg.matchAll(/<path fill="#(fff|000)" d="([^"]*)"\/>/g)) {
    for (const [, x, y, w, h] of d.matchAll(/M([\d.]+) ([\d.]+)h(\d+)v(\d+)/g)) {
      const box = [x, y, w, h].map((value) => Number(value) * pixelsPerModule);
      const [left = 0, top = 0, wide = 0, high = 0] = box;
      for (let row = top; row < top + high; row++) {
        for (let column = left; column < left + wide; column++) {
          const at = (row * width + column) * 4;
          pixels.fill(fill === 'fff' ? 255 : 0, at, at + 3);
          pixels[at + 3] = 255;
        }
      }
    }
  }
  return jsQR(pixels, width, width)?.data;
}

describe('a QR code', () => {
  test.each(['M', 'H'] as const)('of level %s can be decoded', (level) => {
    expect(readSvg(qrSvg(address, { level }))).toBe(address);
  });

  test.each(['M', 'H'] as const)('of level %s can be decoded with a mark in its middle', (level) => {
    const mark = { svg: '<circle cx="12" cy="12" r="9"/>', viewBox: '0 0 24 24' };
    const svg = qrSvg(address, { level, mark });
    expect(svg).toContain('<circle');
    expect(readSvg(svg)).toBe(address);
  });

  test('is square and has a quiet zone', () => {
    const modules = qrModules(address, 'M');
    expect(modules.every((row) => row.length === modules.length)).toBe(true);
    const svg = qrSvg(address, { level: 'M', sizeMm: 30 });
    const side = modules.length + 2 * qrQuietModules;
    expect(svg).toContain(`viewBox="0 0 ${side} ${side}" width="30mm" height="30mm"`);
    expect(svg).toContain(`M${qrQuietModules} ${qrQuietModules}h7v1h-7z`);
  });

  test('is denser at a higher error correction level', () => {
    expect(qrModules(address, 'H').length).toBeGreaterThan(qrModules(address, 'M').length);
  });

  test('has an escaped accessible name', () => {
    expect(qrSvg(address, { level: 'M', label: '"><script>' })).toContain(
      'aria-label="&quot;&gt;&lt;script&gt;"',
    );
    expect(qrSvg(address, { level: 'M' })).toContain('aria-hidden="true"');
  });
});
