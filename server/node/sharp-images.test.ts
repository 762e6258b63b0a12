import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  anAnimation,
  aPicture,
  type PictureFormat,
  withIptc,
  xmpPacket,
} from '../../tests/builders/pictures.ts';
import { sharpImages } from './sharp-images.ts';

const images = sharpImages();

describe('renditions made by sharp', () => {
  it.each<PictureFormat>(['jpeg', 'png', 'webp', 'avif', 'gif'])(
    'are WebP, made from a %s',
    async (format) => {
      const { width, height, renditions } = await images.render(await aPicture({ format }));
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
    const { width, height, renditions } = await images.render(await aPicture({ orientation: 6 }));
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

  it('have no metadata', async () => {
    const xmp = xmpPacket('<photoshop:Credit>Hãng tin</photoshop:Credit>');
    const jpeg = await aPicture({ orientation: 6, xmp });
    const bytes = withIptc(jpeg, { credit: new TextEncoder().encode('x') }, { hasUtf8Marker: true });
    const { renditions } = await images.render(bytes);
    for (const rendition of renditions) {
      const { exif, xmp: packet, iptc, icc, orientation } = await sharp(rendition.bytes).metadata();
      expect({ exif, packet, iptc, icc, orientation }).toEqual({});
    }
  });

  it('remain animated', async () => {
    const { width, height, renditions } = await images.render(await anAnimation(4, 400));
    expect([width, height]).toEqual([400, 400]);
    for (const rendition of renditions) {
      expect(await sharp(rendition.bytes).metadata()).toMatchObject({ pages: 4 });
      expect(rendition.width).toBe(rendition.height);
    }
  });

  it('are never wider than the picture', async () => {
    const { renditions } = await images.render(await aPicture({ width: 100, height: 50 }));
    expect(renditions.map(({ name, width }) => [name, width])).toEqual([[320, 100]]);
  });

  it('are rejected for a truncated file', async () => {
    const bytes = await aPicture({ format: 'jpeg' });
    const truncated = bytes.slice(0, Math.floor(bytes.length / 2));
    await expect(images.render(truncated)).rejects.toMatchObject({ code: 'unsupported-image' });
  });

  it('are correct when requested in parallel', async () => {
    const widths = [330, 340, 350, 360, 370, 380];
    const pictures = await Promise.all(widths.map((width) => aPicture({ width, height: 100 })));
    const rendered = await Promise.all(pictures.map((bytes) => images.render(bytes)));
    expect(rendered.map((picture) => picture.width)).toEqual(widths);
  });

  it('are created for the next picture after one was rejected', async () => {
    const one = sharpImages({ concurrency: 1 });
    const picture = await aPicture();
    const [broken, good] = await Promise.allSettled([
      one.render(new Uint8Array([1, 2, 3])),
      one.render(picture),
    ]);
    expect(broken).toMatchObject({ status: 'rejected', reason: { code: 'unsupported-image' } });
    expect(good).toMatchObject({ status: 'fulfilled', value: { width: 900 } });
  });
});
