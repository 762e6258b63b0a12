import sharp from 'sharp';
import { renditionWidthsOf } from '../../domain/document/to-html.ts';
import { limits } from '../../domain/limits.ts';
import {
  cardSize,
  ImageRefused,
  type ImageTools,
  type RenderedImage,
  type Rendition,
} from '../images/image-tools.ts';

export type SharpOptions = {
  /** Pictures worked on at the same time; the others wait. A picture of 50 million pixels takes some 300 MB. */
  concurrency?: number;
};

/** Pictures in Node, by libvips. GIF and WebP keep their animation as far as the pixel limit goes. */
export function sharpImages({ concurrency = 2 }: SharpOptions = {}): ImageTools {
  sharp.concurrency(1);
  sharp.cache(false);
  const limit = limitConcurrency(concurrency);
  return {
    render: (bytes) => limit(() => render(bytes)),
    card: (bytes) => limit(() => makeCard(bytes)),
  };
}

async function render(bytes: Uint8Array): Promise<RenderedImage> {
  try {
    const header = await sharp(bytes, inputOptions).metadata();
    const frames = header.pages ?? 1;
    const isAnimated = frames > 1 && header.width * header.height * frames <= limits.imageMaxPixels;
    const { width, height } = isAnimated ? { width: header.width, height: header.height } : header.autoOrient;
    const renditions: Rendition[] = [];
    // One after the other: side by side they would hold the decoded picture several times.
    for (const name of renditionWidthsOf(width)) {
      renditions.push(await makeRendition(bytes, name, isAnimated));
    }
    return { width, height, renditions };
  } catch (error) {
    throw new ImageRefused('unsupported-image', 'the picture cannot be decoded', error);
  }
}

async function makeCard(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const card = await sharp(bytes, inputOptions)
      // The part that draws the eye: a face, not the middle of a wall.
      .resize({ ...cardSize, fit: 'cover', position: sharp.strategy.attention })
      // JPEG has no transparency.
      .flatten({ background: '#FFFFFF' })
      .jpeg({ quality: 82, mozjpeg: true })
      .toBuffer();
    return new Uint8Array(card);
  } catch (error) {
    throw new ImageRefused('unsupported-image', 'the picture cannot be decoded', error);
  }
}

async function makeRendition(bytes: Uint8Array, name: number, isAnimated: boolean): Promise<Rendition> {
  const image = sharp(bytes, { ...inputOptions, animated: isAnimated });
  // Frames of an animation lie below each other and cannot be turned; they carry no orientation either.
  const upright = isAnimated ? image : image.autoOrient();
  const { data, info } = await upright
    .resize({ width: name, withoutEnlargement: true })
    .webp({ quality: 80, effort: isAnimated ? 2 : 4 })
    .toBuffer({ resolveWithObject: true });
  const height = info.pageHeight ?? info.height;
  return { name, width: info.width, height, bytes: new Uint8Array(data) };
}

const inputOptions = {
  limitInputPixels: limits.imageMaxPixels,
  // Cameras write files that are a little wrong; only what is missing or broken is refused.
  failOn: 'error',
  sequentialRead: true,
} as const;

/** Lets at most `atOnce` tasks run, in the order in which they came. */
function limitConcurrency(concurrency: number): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      // The place is handed on, so that nobody who comes just now takes it from who waited.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
