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

  it('stand upright', async () => {
    // Stored 900 × 600 with red at the left; turned a quarter clockwise red is above.
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

  it('carry nothing that the camera wrote', async () => {
    const xmp = xmpPacket('<photoshop:Credit>Hãng tin</photoshop:Credit>');
    const jpeg = await aPicture({ orientation: 6, xmp });
    const bytes = withIptc(jpeg, { credit: new TextEncoder().encode('x') }, { hasUtf8Marker: true });
    const { renditions } = await images.render(bytes);
    for (const rendition of renditions) {
      const { exif, xmp: packet, iptc, icc, orientation } = await sharp(rendition.bytes).metadata();
      expect({ exif, packet, iptc, icc, orientation }).toEqual({});
    }
  });

  it('keep an animation', async () => {
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

  it('are refused for a file that ends in the middle', async () => {
    const bytes = await aPicture({ format: 'jpeg' });
    const cut = bytes.slice(0, Math.floor(bytes.length / 2));
    await expect(images.render(cut)).rejects.toMatchObject({ code: 'unsupported-image' });
  });

  it('come out right when many are asked for at once', async () => {
    const widths = [330, 340, 350, 360, 370, 380];
    const pictures = await Promise.all(widths.map((width) => aPicture({ width, height: 100 })));
    const rendered = await Promise.all(pictures.map((bytes) => images.render(bytes)));
    expect(rendered.map((picture) => picture.width)).toEqual(widths);
  });

  it('are made of the next picture after one was refused', async () => {
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
