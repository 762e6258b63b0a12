import jsQR from 'jsqr';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { crispPixelsOf, drawQr, fileName, initialOf, pixelsOf, printSizesCm } from './qr-design.ts';

const text = 'https://toasoan.example/q/bcd234';

/** Decodes the drawing as printed at 300 dpi. */
async function readPrinted(svg: string, side: number): Promise<string | undefined> {
  const { data, info } = await sharp(Buffer.from(svg), { density: 300 })
    .resize(side, side)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

describe.each(printSizesCm)('a code of %i cm', (sizeCm) => {
  test.each([
    ['M', null],
    ['H', null],
    ['H', 'T'],
    ['H', 'Ở'],
    ['H', 'W'],
  ] as const)('is read, of level %s with the letter %s', async (level, letter) => {
    const svg = drawQr({ text, level, letter, sizeCm });
    expect(svg).toContain(`width="${sizeCm * 10}mm"`);
    expect(await readPrinted(svg, pixelsOf(sizeCm))).toBe(text);
  });
});

test('the pixels of a PNG are those of the paper at 300 dpi', () => {
  expect(printSizesCm.map(pixelsOf)).toEqual([354, 591, 1181]);
});

test('modules of a PNG have whole pixels, and the quiet zone has its minimum width', () => {
  for (const sizeCm of printSizesCm) {
    const design = { text, level: 'H', letter: null, sizeCm } as const;
    const side = Number(/viewBox="0 0 (\d+)/.exec(drawQr(design))?.[1]);
    const drawn = crispPixelsOf(design);
    expect(drawn % side).toBe(0);
    expect(pixelsOf(sizeCm) - drawn).toBeLessThan(side);
    expect(drawn).toBeLessThanOrEqual(pixelsOf(sizeCm));
  }
});

test.each([
  ['Tòa Soạn', 'T'],
  ['  “ánh Dương”', 'Á'],
  ['Đất Cảng', 'Đ'],
  ['<b>', 'B'],
  ['24 giờ', '2'],
  ['—', null],
])('the letter of %s is %s', (name, letter) => {
  expect(initialOf(name)).toBe(letter);
});

test('a file is named after its target and size', () => {
  expect(fileName('Báo Cảng trên Facebook', 5, 'png')).toBe('qr-bao-cang-tren-facebook-5cm.png');
  expect(fileName('—', 3, 'svg')).toBe('qr-code-3cm.svg');
});
