import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aGifOf,
  anAnimatedPng,
  anAnimatedWebp,
  anAnimation,
  anAvifSequence,
  aPicture,
  type PictureFormat,
} from '../tests/builders/pictures.ts';
import { countFrames } from './image-frames.ts';
import { findBoxes } from './iso-media.ts';
import { limits } from './limits.ts';

const tooMany = 20_000;

describe('the number of frames', () => {
  it.each<PictureFormat>(['jpeg', 'png', 'webp', 'avif', 'gif'])('is 1 for a still %s', async (format) => {
    expect(countFrames(await aPicture({ format, width: 40, height: 30 }))).toBe(1);
  });

  it.each([
    ['a GIF', () => anAnimation(7, 16)],
    ['a GIF of equal frames', () => aGifOf(7)],
    ['a WebP', () => anAnimatedWebp(7)],
    ['a PNG', () => anAnimatedPng(7)],
    ['an AVIF', () => anAvifSequence(7)],
  ])('is that of %s', async (_what, make) => {
    expect(countFrames(await make())).toBe(7);
  });

  it.each([
    ['a GIF', () => aGifOf(tooMany)],
    ['a WebP', () => anAnimatedWebp(tooMany)],
    ['a PNG', () => anAnimatedPng(tooMany)],
    ['a PNG that declares fewer', () => anAnimatedPng(tooMany, 2)],
    ['a PNG that has fewer than it declares', () => anAnimatedPng(2, tooMany)],
    ['an AVIF', () => anAvifSequence(tooMany)],
  ])('exceeds the limit for %s of 20,000', async (_what, make) => {
    expect(countFrames(await make())).toBeGreaterThan(limits.imageMaxFrames);
  });

  it('is 1 for what is no picture', () => {
    expect(countFrames(new Uint8Array())).toBe(1);
    expect(countFrames(new TextEncoder().encode('Đây không phải là ảnh'))).toBe(1);
  });

  it('is found, without an error, in every mutation of a picture', async () => {
    const pictures = [
      await anAnimation(3, 8),
      await anAnimatedWebp(3),
      await anAnimatedPng(3),
      anAvifSequence(3),
      await aPicture({ format: 'avif', width: 8, height: 8 }),
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
        expect(countFrames(bytes)).toBeGreaterThanOrEqual(1);
      }),
      { seed: 20_260_311, numRuns: 2_000 },
    );
  });
});

it('boxes of a file with more of them than a picture has are not searched', () => {
  const bytes = new Uint8Array(8 * 20_000);
  const view = new DataView(bytes.buffer);
  for (let offset = 0; offset < bytes.length; offset += 8) view.setUint32(offset, 8);
  expect(findBoxes(view, 'ispe', {})).toBeNull();
});
