import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { limits } from '../../../domain/limits.ts';
import { isWithinLimits } from './convert-heic.ts';
import { decodeHeic } from './decode-heic.ts';
import { withMetadata } from './jpeg-metadata.ts';

const read = (path: string | URL) => Uint8Array.from(readFileSync(path));
const wasm = read(createRequire(import.meta.url).resolve('libheif-js/libheif-wasm/libheif.wasm')).buffer;

/** 2 × 2 tiles to be rotated by 90° clockwise, with a Display P3 profile, EXIF that repeats the rotation, and XMP. */
const picture = read(new URL('../../../tests/fixtures/phone-picture.heic', import.meta.url));

const decode = (heic: Uint8Array) => decodeHeic(heic, wasm);

/** The same picture, which declares this size for the whole. */
function declaring(width: number, height: number): Uint8Array<ArrayBuffer> {
  const copy = Buffer.from(picture);
  const whole = copy.lastIndexOf('ispe') + 8;
  copy.writeUInt32BE(width, whole);
  copy.writeUInt32BE(height, whole + 4);
  return Uint8Array.from(copy);
}

/** What the browser sends: a canvas writes a JPEG without metadata. */
async function convert(heic: Uint8Array): Promise<Uint8Array> {
  const { width, height, pixels, metadata } = decode(heic);
  const jpeg = await sharp(pixels, { raw: { width, height, channels: 4 } })
    .jpeg()
    .toBuffer();
  return withMetadata(jpeg, metadata);
}

/** A JPEG as some canvases write it: with EXIF of its own. */
const aJpeg = () =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: '#33658a' } })
    .withMetadata({ orientation: 3 })
    .jpeg()
    .toBuffer();

test('the picture of a phone is decoded upright', () => {
  const { width, height, pixels } = decode(picture);
  expect([width, height]).toEqual([384, 512]);
  const at = (x: number, y: number) =>
    Array.from(pixels.subarray(4 * (y * width + x), 4 * (y * width + x) + 4));
  const expectColour = (x: number, y: number, colour: string) => {
    const rgb = [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
    for (const [index, value] of rgb.entries())
      expect(Math.abs((at(x, y)[index] ?? 0) - value)).toBeLessThan(6);
  };
  // Sky, sun, sea and shore.
  expectColour(20, 20, '#f6d6a8');
  expectColour(290, 90, '#e4572e');
  expectColour(300, 400, '#33658a');
  expectColour(20, 500, '#2f9e5f');
});

test('the JPEG has XMP, profile and EXIF of the HEIC, and is not rotated once more', async () => {
  const jpeg = await convert(picture);
  const { width, height, orientation, xmpAsString, icc, exif } = await sharp(jpeg).metadata();
  expect({ width, height, orientation }).toEqual({ width: 384, height: 512, orientation: 1 });
  expect(xmpAsString).toContain('Thuyền ra khơi lúc bình minh');
  expect(xmpAsString).toContain('Nguyễn Hồng Phong');
  expect(icc?.toString('latin1')).toContain('acsp');
  expect(exif?.toString('latin1')).toContain('iPhone 15 Pro');
});

test('a profile in several parts is read as one; XMP that exceeds a segment is left out', async () => {
  const icc = new Uint8Array(150_000);
  icc.set(decode(picture).metadata.icc ?? []);
  const jpeg = withMetadata(await aJpeg(), { exif: null, xmp: new Uint8Array(70_000), icc });
  const written = await sharp(jpeg).metadata();
  expect([written.icc?.length, written.xmp, written.orientation]).toEqual([150_000, undefined, undefined]);
});

test('EXIF that is truncated is left out', async () => {
  const exif = decode(picture).metadata.exif?.subarray(0, 20) ?? null;
  const jpeg = withMetadata(await aJpeg(), { exif, xmp: null, icc: null });
  expect((await sharp(jpeg).metadata()).exif).toBeUndefined();
});

test('a damaged picture throws', () => {
  expect(() => decode(picture.subarray(0, 300))).toThrow();
  expect(() => decode(picture.subarray(0, picture.length - 1500))).toThrow();
  expect(() => decode(new TextEncoder().encode('Thuyền ra khơi lúc bình minh'))).toThrow();
});

test('more pixels than the limit are refused by the header, and by the decoder too', () => {
  expect(isWithinLimits(picture.buffer)).toBe(true);
  expect(isWithinLimits(declaring(8_064, 6_048).buffer)).toBe(true);
  const large = declaring(9_000, 6_000);
  expect(9_000 * 6_000).toBeGreaterThan(limits.heicMaxPixels);
  expect(isWithinLimits(large.buffer)).toBe(false);
  expect(() => decode(large)).toThrow();
});

test('a picture without a size, or that ends within it, is refused', () => {
  expect(isWithinLimits(picture.slice(0, 64).buffer)).toBe(false);
  const header = Buffer.from(picture).lastIndexOf('ispe') + 8;
  expect(isWithinLimits(picture.slice(0, header).buffer)).toBe(false);
});
