import sharp, { type Sharp } from 'sharp';
import { limits } from '../../../domain/limits.ts';
import { renditionWidthsOf } from '../../../domain/renditions.ts';
import { cardSize, InvalidImageError, type RenderedImage, type Rendition } from '../../images/image-tools.ts';

// Several pictures are processed in parallel, each in its process.
sharp.concurrency(1);
sharp.cache(false);

/** Renditions by libvips. GIF and WebP remain animated within the pixel limit. */
export async function makeRenditions(bytes: Uint8Array): Promise<RenderedImage> {
  try {
    const header = await sharp(bytes, inputOptions).metadata();
    // Further pages of a TIFF are thumbnails, layers or sheets.
    const frames = header.format === 'tiff' ? 1 : (header.pages ?? 1);
    // The container may be read differently by libvips.
    if (frames > limits.imageMaxFrames) throw new InvalidImageError('too-many-frames', `${frames} frames`);
    const isAnimated = frames > 1 && header.width * header.height * frames <= limits.imageMaxPixels;
    const { width, height } = isAnimated ? { width: header.width, height: header.height } : header.autoOrient;
    const names = renditionWidthsOf(width);
    const source = isAnimated
      ? sharp(bytes, { ...inputOptions, animated: true })
      : await decodeOnce(bytes, names.at(-1) ?? width);
    const renditions: Rendition[] = [];
    // Sequentially: in parallel, the decoded picture would be in memory several times.
    for (const name of names) renditions.push(await makeRendition(source.clone(), name, isAnimated));
    return { width, height, renditions };
  } catch (error) {
    throw invalid(error);
  }
}

/**
 * A still picture upright, in sRGB, as large as its widest rendition: all of them are made of it, because decoding 60
 * million pixels takes seconds.
 */
async function decodeOnce(bytes: Uint8Array, width: number): Promise<Sharp> {
  const { data, info } = await sharp(bytes, inputOptions)
    .autoOrient()
    .resize({ ...within, width })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
}

export async function makeCard(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
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
    throw invalid(error);
  }
}

async function makeRendition(source: Sharp, name: number, isAnimated: boolean): Promise<Rendition> {
  const { data, info } = await source
    .resize({ ...within, width: name })
    .webp({ quality: 80, effort: isAnimated ? 2 : 4 })
    .toBuffer({ resolveWithObject: true });
  const height = info.pageHeight ?? info.height;
  return { name, width: info.width, height, bytes: new Uint8Array(data) };
}

function invalid(error: unknown): InvalidImageError {
  if (error instanceof InvalidImageError) return error;
  return new InvalidImageError('unsupported-image', 'the picture cannot be decoded', error);
}

/** A WebP has at most 16,383 pixels on a side; a long chart or a screenshot has more. */
const within = { height: 16_383, fit: 'inside', withoutEnlargement: true } as const;

const inputOptions = {
  limitInputPixels: limits.imageMaxPixels,
  // Tolerate warnings: cameras write slightly invalid files. Reject truncated and corrupt ones.
  failOn: 'error',
  sequentialRead: true,
} as const;
