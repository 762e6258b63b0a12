import { describe, expect, it } from 'vitest';
import { anAnimation, aPicture, aPngDeclaring, type PictureFormat } from '../../tests/builders/pictures.ts';
import { readHeader } from './header.ts';
import { sniff } from './sniff.ts';

const text = (value: string) => new TextEncoder().encode(value);
const formats: PictureFormat[] = ['jpeg', 'png', 'webp', 'avif', 'gif'];

describe('the header of a picture', () => {
  it.each(formats)('has type and size of a real %s', async (format) => {
    const bytes = await aPicture({ format, width: 321, height: 123 });
    expect(readHeader(bytes)).toEqual({ mimeType: `image/${format}`, width: 321, height: 123 });
  });

  it('has the size of one frame of an animation', async () => {
    expect(readHeader(await anAnimation(3, 48))).toEqual({ mimeType: 'image/gif', width: 48, height: 48 });
  });

  it('has the size before orientation is applied', async () => {
    const bytes = await aPicture({ width: 300, height: 200, orientation: 6 });
    expect(readHeader(bytes)).toMatchObject({ width: 300, height: 200 });
  });

  it('is read from a view into a larger buffer', async () => {
    const bytes = await aPicture({ format: 'webp', width: 70, height: 50 });
    const around = new Uint8Array(bytes.length + 20);
    around.set(bytes, 7);
    expect(readHeader(around.subarray(7, 7 + bytes.length))).toMatchObject({ width: 70, height: 50 });
  });

  it.each([
    ['too many pixels', 30_000, 30_000],
    ['more pixels than memory has room for', 8_000, 6_251],
    ['a side too long', 20_001, 10],
  ])('rejects %s as too large', (_what, width, height) => {
    expect(() => readHeader(aPngDeclaring(width, height))).toThrow(
      expect.objectContaining({ name: 'InvalidImageError', code: 'too-large' }),
    );
  });

  it('is accepted at the pixel limit', () => {
    expect(readHeader(aPngDeclaring(8_000, 6_250))).toMatchObject({ width: 8_000, height: 6_250 });
  });

  it('rejects more than 25 MB as too large, of any format', () => {
    expect(() => readHeader(new Uint8Array(26 * 1024 * 1024))).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    );
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['plain text', text('Đây không phải là ảnh')],
    ['an SVG', text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['an SVG behind an XML declaration', text('<?xml version="1.0"?><svg width="10" height="10"/>')],
    ['a HEIC', Uint8Array.from([0, 0, 0, 24, ...text('ftypheic'), 0, 0, 0, 0, ...text('mif1heic')])],
    ['a PDF', text('%PDF-1.7')],
  ])('rejects %s as no picture', (_what, bytes) => {
    expect(sniff(bytes)).toBeNull();
    expect(() => readHeader(bytes)).toThrow(expect.objectContaining({ code: 'unsupported-image' }));
  });

  it('rejects a width of zero', () => {
    expect(() => readHeader(aPngDeclaring(0, 10))).toThrow(
      expect.objectContaining({ code: 'unsupported-image' }),
    );
  });

  it.each(formats)('does not throw other errors on a truncated %s', async (format) => {
    const bytes = await aPicture({ format, width: 64, height: 64 });
    const known = { mimeType: `image/${format}`, width: 64, height: 64 };
    for (let length = 0; length < Math.min(bytes.length, 700); length += 1) {
      let outcome: unknown;
      try {
        outcome = readHeader(bytes.subarray(0, length));
      } catch (error) {
        outcome = error;
      }
      const isKnown = expect.objectContaining({ code: 'unsupported-image' }).asymmetricMatch(outcome);
      if (!isKnown) expect(outcome).toEqual(known);
    }
  });
});
