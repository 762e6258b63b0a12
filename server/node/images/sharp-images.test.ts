import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  anAnimation,
  aPicture,
  type PictureFormat,
  withIptc,
  xmpPacket,
} from '../../../tests/builders/pictures.ts';
import { sharpImages } from './sharp-images.ts';

const images = sharpImages();
const render = (bytes: Uint8Array<ArrayBuffer>) => images.render(bytes, { owner: 'an', pixels: 1 });

describe('renditions made by sharp', () => {
  it.each<PictureFormat>(['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'])(
    'are WebP, made from a %s',
    async (format) => {
      const { width, height, renditions } = await render(await aPicture({ format }));
      expect([width, height]).toEqual([900, 600]);
      expect(renditions.map((rendition) => [rendition.name, rendition.width, rendition.height])).toEqual([
        [320, 320, 213],
        [640, 640, 427],
        [1280, 900, 600],
      ]);
      for (const rendition of renditions) {
        expect(await sharp(rendition.bytes).metadata()).toMatchObject({
          format: 'webp',
          width: rendition.width,
          height: rendition.height,
        });
      }
    },
  );

  it('have the orientation applied', async () => {
    // Stored as 900 × 600 with red on the left; rotated by 90° clockwise, red is at the top.
    const { width, height, renditions } = await render(await aPicture({ orientation: 6 }));
    expect([width, height]).toEqual([600, 900]);
    const [small] = renditions;
    if (!small) throw new Error('no rendition');
    expect([small.width, small.height]).toEqual([320, 480]);
    const top = await sharp(small.bytes)
      .extract({ left: 150, top: 10, width: 1, height: 1 })
      .raw()
      .toBuffer();
    expect(top[0]).toBeGreaterThan(150);
    expect(top[2]).toBeLessThan(60);
  });

  it.each([
    ['a camera of 61 megapixels', 9_504, 6_336],
    ['a panorama', 16_000, 4_000],
  ])('are scaled down from %s', async (_what, width, height) => {
    const blank = sharp({ create: { width, height, channels: 3, background: '#c00000' } });
    const bytes = new Uint8Array(await blank.jpeg().toBuffer());
    const rendered = await images.render(bytes, { owner: 'an', pixels: width * height });
    expect([rendered.width, rendered.height]).toEqual([width, height]);
    expect(rendered.renditions.map((rendition) => [rendition.width, rendition.height])).toEqual(
      [320, 640, 1280, 1920].map((name) => [name, Math.round((name * height) / width)]),
    );
  });

  it('of a tall chart fit into a WebP', async () => {
    const { width, height, renditions } = await render(await aPicture({ width: 1_000, height: 20_000 }));
    expect([width, height]).toEqual([1_000, 20_000]);
    expect(renditions.at(-1)).toMatchObject({ width: 819, height: 16_383 });
  });

  it.each<'jpeg' | 'tiff'>(['jpeg', 'tiff'])('have the colours of a CMYK %s', async (format) => {
    const cmyk = sharp(await aPicture())
      .toColourspace('cmyk')
      .withMetadata({ icc: 'cmyk' });
    const { renditions } = await render(new Uint8Array(await cmyk.toFormat(format).toBuffer()));
    const { data, info } = await sharp(renditions[0]?.bytes).raw().toBuffer({ resolveWithObject: true });
    expect([info.channels, await sharp(renditions[0]?.bytes).metadata()]).toMatchObject([
      3,
      { space: 'srgb' },
    ]);
    const last = info.channels * (info.width - 1);
    // Red on the left, blue on the right, within the gamut of print.
    expect([(data[0] ?? 0) > 150, (data[2] ?? 255) < 70]).toEqual([true, true]);
    expect([(data[last] ?? 255) < 90, (data[last + 2] ?? 0) > 100]).toEqual([true, true]);
  });

  it('show the first page of a TIFF', async () => {
    const pages = [await aPicture({ width: 400 }), await aPicture({ width: 400 })];
    const tiff = await sharp(pages, { join: { animated: true } })
      .tiff()
      .toBuffer();
    expect((await sharp(tiff).metadata()).pages).toBe(2);
    const { renditions } = await render(new Uint8Array(tiff));
    expect((await sharp(renditions[0]?.bytes).metadata()).pages).toBeUndefined();
  });

  it('have no metadata', async () => {
    const xmp = xmpPacket('<photoshop:Credit>Hãng tin</photoshop:Credit>');
    const jpeg = await aPicture({ orientation: 6, xmp });
    const bytes = withIptc(jpeg, { credit: new TextEncoder().encode('x') }, { hasUtf8Marker: true });
    const { renditions } = await render(bytes);
    for (const rendition of renditions) {
      const { exif, xmp: packet, iptc, icc, orientation } = await sharp(rendition.bytes).metadata();
      expect({ exif, packet, iptc, icc, orientation }).toEqual({});
    }
  });

  it('remain animated', async () => {
    const { width, height, renditions } = await render(await anAnimation(4, 400));
    expect([width, height]).toEqual([400, 400]);
    for (const rendition of renditions) {
      expect(await sharp(rendition.bytes).metadata()).toMatchObject({ pages: 4 });
      expect(rendition.width).toBe(rendition.height);
    }
  });

  it('are never wider than the picture', async () => {
    const { renditions } = await render(await aPicture({ width: 100, height: 50 }));
    expect(renditions.map(({ name, width }) => [name, width])).toEqual([[320, 100]]);
  });

  it('are rejected for a truncated file', async () => {
    const bytes = await aPicture({ format: 'jpeg' });
    const truncated = bytes.slice(0, Math.floor(bytes.length / 2));
    await expect(render(truncated)).rejects.toMatchObject({ code: 'unsupported-image' });
  });

  it('are correct when requested in parallel', async () => {
    const widths = [330, 340, 350, 360, 370, 380];
    const pictures = await Promise.all(widths.map((width) => aPicture({ width, height: 100 })));
    const rendered = await Promise.all(pictures.map((bytes) => render(bytes)));
    expect(rendered.map((picture) => picture.width)).toEqual(widths);
  });

  it('are created for the next picture after one was rejected', async () => {
    const picture = await aPicture();
    const [broken, good] = await Promise.allSettled([render(new Uint8Array([1, 2, 3])), render(picture)]);
    expect(broken).toMatchObject({ status: 'rejected', reason: { code: 'unsupported-image' } });
    expect(good).toMatchObject({ status: 'fulfilled', value: { width: 900 } });
  });
});

describe('decoding', () => {
  const job = (owner: string, pixels = 1) => ({ owner, pixels });

  it('of a picture that takes long in the fast lane succeeds in the slow one', async () => {
    const impatient = sharpImages({ fastMaxMs: 1 });
    const { width } = await impatient.render(await aPicture(), job('an'));
    expect(width).toBe(900);
  });

  it('ends when it takes too long, and the next picture is decoded', async () => {
    const impatient = sharpImages({ fastMaxMs: 1, slowMaxMs: 2 });
    const slow = impatient.render(await aPicture({ width: 3_000, height: 2_000 }), job('an'));
    await expect(slow).rejects.toMatchObject({ name: 'InvalidImageError', code: 'decode-timeout' });
    expect((await render(await aPicture())).width).toBe(900);
  });

  it('of a card has the size of a card', async () => {
    const card = await images.card(await aPicture());
    expect(await sharp(card).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 630 });
  });
});
