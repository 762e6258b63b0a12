import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../domain/limits.ts';
import {
  aGifOf,
  anAnimatedPng,
  anAnimatedWebp,
  anAnimation,
  anAvifSequence,
  aPicture,
  aPngDeclaring,
  type PictureFormat,
} from '../../tests/builders/pictures.ts';
import { readHeader } from './header.ts';
import { findMetadataBlocks } from './metadata-blocks.ts';
import { sniff } from './sniff.ts';

const text = (value: string) => new TextEncoder().encode(value);
const formats: PictureFormat[] = ['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'];

describe('the header of a picture', () => {
  it.each(formats)('has type and size of a real %s', async (format) => {
    const bytes = await aPicture({ format, width: 321, height: 123 });
    expect(readHeader(bytes)).toEqual({ mimeType: `image/${format}`, width: 321, height: 123, frames: 1 });
  });

  it('has the size of one frame of an animation', async () => {
    expect(readHeader(await anAnimation(3, 48))).toEqual({
      mimeType: 'image/gif',
      width: 48,
      height: 48,
      frames: 3,
    });
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
    ['more pixels than memory has room for', 16_000, 5_001],
    ['a side too long', 20_001, 10],
  ])('rejects %s by naming the pixels', (_what, width, height) => {
    expect(() => readHeader(aPngDeclaring(width, height))).toThrow(
      expect.objectContaining({ name: 'InvalidImageError', code: 'too-many-pixels' }),
    );
  });

  it.each([
    ['a camera of 61 megapixels', 9_504, 6_336],
    ['a camera of 50 megapixels', 8_688, 5_792],
    ['a panorama', 16_000, 4_000],
    ['the pixel limit', 16_000, 5_000],
  ])('is accepted of %s', (_what, width, height) => {
    expect(readHeader(aPngDeclaring(width, height))).toMatchObject({ width, height });
  });

  it('rejects more bytes than the limit as too large, of any format', () => {
    expect(() => readHeader(new Uint8Array(limits.imageMaxBytes + 1))).toThrow(
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

  it.each([
    ['Nikon, Sony and DNG', [0xfe, 0, 4, 0, 1, 0, 0, 0, 1, 0, 0, 0]],
    ['DNG', [0x12, 0xc6, 1, 0, 4, 0, 0, 0, 1, 4, 0, 0]],
  ])('rejects the raw file of a camera, of which only a thumbnail can be read: %s', (_what, entry) => {
    const size = [0, 1, 3, 0, 1, 0, 0, 0, 160, 0, 0, 0, 1, 1, 3, 0, 1, 0, 0, 0, 120, 0, 0, 0];
    const tiff = (entries: number[]) =>
      Uint8Array.from([...text('II*\0'), 8, 0, 0, 0, entries.length / 12, 0, ...entries, 0, 0, 0, 0]);
    expect(readHeader(tiff(size))).toMatchObject({ mimeType: 'image/tiff', width: 160, height: 120 });
    expect(() => readHeader(tiff([...entry, ...size]))).toThrow(
      expect.objectContaining({ code: 'unsupported-image' }),
    );
  });

  it('rejects a width of zero', () => {
    expect(() => readHeader(aPngDeclaring(0, 10))).toThrow(
      expect.objectContaining({ code: 'unsupported-image' }),
    );
  });

  it.each(formats)('does not throw other errors on a truncated %s', async (format) => {
    const bytes = await aPicture({ format, width: 64, height: 64 });
    const known = { mimeType: `image/${format}`, width: 64, height: 64, frames: 1 };
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

  it.each([
    ['a GIF', () => aGifOf(301)],
    ['a WebP', () => anAnimatedWebp(301)],
    ['a PNG', () => anAnimatedPng(301)],
    ['an AVIF', () => anAvifSequence(301)],
  ])('rejects %s of 301 frames', async (_what, make) => {
    const bytes = await make();
    expect(() => readHeader(bytes)).toThrow(expect.objectContaining({ code: 'too-many-frames' }));
  });

  it('has 300 frames at most', async () => {
    expect(readHeader(await anAnimatedWebp(300)).frames).toBe(300);
  });

  it('is read, or rejected, in every mutation of a picture', async () => {
    const small = { width: 8, height: 8 };
    const pictures = [
      ...(await Promise.all(formats.map((format) => aPicture({ ...small, format })))),
      await anAnimation(3, 8),
      await anAnimatedWebp(3),
      anAvifSequence(3),
    ];
    const mutation = fc.record({
      picture: fc.constantFrom(...pictures),
      edits: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }),
      length: fc.nat(),
    });
    fc.assert(
      fc.property(mutation, ({ picture, edits, length }) => {
        const bytes = picture.slice(0, 1 + (length % (picture.length * 2)));
        for (const [at, byte] of edits) bytes[at % bytes.length] = byte;
        try {
          expect(readHeader(bytes).width).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toMatchObject({ name: 'InvalidImageError' });
        }
      }),
      { seed: 20_260_311, numRuns: 3_000 },
    );
  });

  /** The most bytes that are taken, which repeat these bytes behind the first bytes of a format. */
  const filled = (start: Uint8Array | number[], repeated: number[]) => {
    const bytes = new Uint8Array(limits.imageMaxBytes);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = repeated[at % repeated.length] ?? 0;
    bytes.set(start);
    return bytes;
  };

  it.each([
    ['a JPEG of fill bytes', () => filled([0xff, 0xd8, 0xff], [0xff])],
    ['a JPEG of empty segments', () => filled([0xff, 0xd8, 0xff, 0xe0, 0, 2], [0xff, 0xe1, 0, 2])],
    ['a JPEG of segments of no length', () => filled([0xff, 0xd8], [0xff, 0xe1, 0, 0])],
    ['a PNG of empty chunks', () => filled(aPngDeclaring(9, 9).subarray(0, 33), [0])],
    ['a WebP of empty chunks', () => filled([...text('RIFF\0\0\0\0WEBPVP8X')], [0])],
    ['a GIF of single bytes', () => filled([...text('GIF89a'), 9, 0, 9, 0, 0, 0, 0, 0x21, 0xff], [1])],
    ['a GIF of stray bytes', () => filled([...text('GIF89a'), 9, 0, 9, 0, 0, 0, 0], [7])],
    ['an AVIF of empty boxes', () => filled(anAvifSequence(1), [0, 0, 0, 8, 102, 114, 101, 101])],
    [
      'an AVIF of nested boxes',
      () => filled([0, 0, 0, 12, ...text('ftypavif')], [0, 0, 0, 0, ...text('moov')]),
    ],
    [
      'a TIFF of fields that are as large as the file',
      () =>
        filled([...text('II*\0'), 8, 0, 0, 0, 0xff, 0xff], [0xbc, 2, 1, 0, 0xff, 0xff, 0xff, 1, 9, 0, 0, 0]),
    ],
    [
      'an AVIF that seems to have XMP',
      () => filled([0, 0, 0, 12, ...text('ftypavif')], [...text('<x:xmpmeta')]),
    ],
  ])('of %s is read in linear time', (_what, make) => {
    const bytes = make();
    const start = process.cpuUsage();
    try {
      readHeader(bytes);
    } catch (error) {
      expect(error).toMatchObject({ name: 'InvalidImageError' });
    }
    findMetadataBlocks(bytes);
    const { user } = process.cpuUsage(start);
    // About 50 ms; anything quadratic takes hours.
    expect(user / 1_000).toBeLessThan(2_000);
  });
});
