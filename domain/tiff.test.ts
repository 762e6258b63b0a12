import { expect, test } from 'vitest';
import { aTiffWith } from '../tests/builders/pictures.ts';
import { isRawPhotograph, readTiffFields, tiffTags } from './tiff.ts';

const viewOf = (bytes: Uint8Array<ArrayBuffer>) => new DataView(bytes.buffer);

test.each([true, false])(
  'the fields of a directory are found by their tags, little-endian: %s',
  (isLittleEndian) => {
    const tiff = aTiffWith({ xmp: '<x:xmpmeta/>' }, { isLittleEndian });
    const fields = readTiffFields(viewOf(tiff));
    expect(fields.get(tiffTags.width)?.value).toBe(64);
    expect(fields.get(tiffTags.height)?.value).toBe(48);
    const { start = 0, end = 0, value } = fields.get(tiffTags.xmp) ?? {};
    expect(new TextDecoder().decode(tiff.subarray(start, end))).toBe('<x:xmpmeta/>');
    expect(value).toBeNull();
    expect(fields.has(tiffTags.orientation)).toBe(false);
    expect(isRawPhotograph(viewOf(tiff))).toBe(false);
  },
);

test('a value of up to four bytes stands in its entry', () => {
  const fields = readTiffFields(viewOf(aTiffWith({ xmp: 'abcd' }, { isLittleEndian: false })));
  const entry = 8 + 2 + 12;
  expect(fields.get(tiffTags.height)).toEqual({ value: 48, start: entry + 8, end: entry + 10 });
  expect(fields.get(tiffTags.xmp)).toMatchObject({ start: entry + 12 + 8, end: entry + 12 + 12 });
});

test('a file that ends within its directory throws a RangeError, wherever it ends', () => {
  const tiff = aTiffWith({}, { isLittleEndian: true });
  const directoryEnd = 8 + 2 + 4 * 12;
  for (let length = 0; length < directoryEnd; length += 1) {
    const truncated = new DataView(tiff.buffer, 0, length);
    expect(() => readTiffFields(truncated)).toThrow(RangeError);
  }
  const far = tiff.slice();
  new DataView(far.buffer).setUint32(4, 0xffff_fff0, true);
  expect(() => readTiffFields(viewOf(far))).toThrow(RangeError);
});
