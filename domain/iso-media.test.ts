import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { brandsOf, isHeic, largestImageSize } from './iso-media.ts';

const picture = readFileSync(new URL('../tests/fixtures/phone-picture.heic', import.meta.url));
const sizeOf = (bytes: Uint8Array) =>
  largestImageSize(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));

/** A file type box of these brands. */
function aFile(...brands: string[]): Uint8Array {
  const [major = '', ...compatible] = brands;
  const box = Buffer.from(`....ftyp${major}....${compatible.join('')}`, 'latin1');
  box.writeUInt32BE(box.length);
  return box;
}

test('the picture of a phone is of its whole size, not of one of its tiles, before it is rotated', () => {
  expect(sizeOf(picture)).toEqual({ width: 512, height: 384 });
});

test('a picture that ends within its header, or has none, has no size', () => {
  const sizes = picture.indexOf('ispe');
  expect(() => sizeOf(picture.subarray(0, sizes + 8))).toThrow(RangeError);
  expect(sizeOf(picture.subarray(0, 64))).toBeNull();
  expect(sizeOf(Buffer.from('ispe'))).toBeNull();
});

test('a HEIC is known by its brands, whatever the file is called', () => {
  expect(brandsOf(picture)).toEqual(['heic', 'mif1', 'heic', 'miaf', 'MiHB']);
  expect(isHeic(picture)).toBe(true);
  expect(isHeic(picture.subarray(0, 24))).toBe(true);
  // Android, and cameras of Canon.
  expect(isHeic(aFile('mif1', 'mif1', 'heic'))).toBe(true);
  expect(isHeic(aFile('heix', 'mif1'))).toBe(true);
});

test('an AVIF, a film and a text are no HEIC', () => {
  expect(isHeic(aFile('avif', 'mif1', 'avif', 'miaf'))).toBe(false);
  expect(isHeic(aFile('mif1', 'mif1', 'avif'))).toBe(false);
  expect(isHeic(aFile('isom', 'isom', 'mp41'))).toBe(false);
  expect(isHeic(new TextEncoder().encode('Thuyền ra khơi lúc bình minh'))).toBe(false);
  expect(isHeic(picture.subarray(0, 12))).toBe(false);
});
