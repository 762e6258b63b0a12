import sharp from 'sharp';
import { renditionWidthsOf } from '../../domain/document/to-html.ts';
import { limits } from '../../domain/limits.ts';
import {
  cardSize,
  type ImageTools,
  InvalidImageError,
  type RenderedImage,
  type Rendition,
} from '../images/image-tools.ts';

export type SharpOptions = {
  /** The number of pictures processed in parallel. One of 50 million pixels takes about 300 MB. */
  concurrency?: number;
};

/** Image tools in Node, by libvips. GIF and WebP remain animated within the pixel limit. */
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
    // Sequentially: in parallel, the decoded picture would be in memory several times.
    for (const name of renditionWidthsOf(width)) {
      renditions.push(await makeRendition(bytes, name, isAnimated));
    }
    return { width, height, renditions };
  } catch (error) {
    throw new InvalidImageError('unsupported-image', 'the picture cannot be decoded', error);
  }
}

async function makeCard(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const card = await sharp(bytes, inputOptions)
      // Crop to the most salient region, such as a face.
      .resize({ ...cardSize, fit: 'cover', position: sharp.strategy.attention })
      // JPEG has no transparency.
      .flatten({ background: '#FFFFFF' })
      .jpeg({ quality: 82, mozjpeg: true })
      .toBuffer();
    return new Uint8Array(card);
  } catch (error) {
    throw new InvalidImageError('unsupported-image', 'the picture cannot be decoded', error);
  }
}

async function makeRendition(bytes: Uint8Array, name: number, isAnimated: boolean): Promise<Rendition> {
  const image = sharp(bytes, { ...inputOptions, animated: isAnimated });
  // libvips stacks the frames of an animation in one image, which cannot be rotated; they have no orientation.
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
  // Tolerate warnings: cameras write slightly invalid files. Reject truncated and corrupt ones.
  failOn: 'error',
  sequentialRead: true,
} as const;

/** Runs at most `concurrency` tasks in parallel, first in, first out. */
function limitConcurrency(concurrency: number): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      // Pass the slot on directly, so that a new task cannot overtake waiting ones.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
