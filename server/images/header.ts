import { countFrames } from '../../domain/image-frames.ts';
import { largestImageSize } from '../../domain/iso-media.ts';
import { limits } from '../../domain/limits.ts';
import { isRawPhotograph, readTiffFields, tiffTags } from '../../domain/tiff.ts';
import { InvalidImageError } from './image-tools.ts';
import { ascii, type MimeType, sniff } from './sniff.ts';

/** Declared type, size and number of frames. Width and height in pixels, before orientation is applied. */
export type ImageHeader = { mimeType: MimeType; width: number; height: number; frames: number };

/**
 * Reads type, size and number of frames from a picture, before decoding: a file of a few hundred bytes may declare
 * 30,000 × 30,000 pixels, which would take 3.6 GB (decompression bomb).
 *
 * @throws `InvalidImageError`: `unsupported-image` for another format or a malformed header; `too-large`, `too-many-pixels`
 * and `too-many-frames` for more than `limits` allow.
 */
export function readHeader(bytes: Uint8Array): ImageHeader {
  if (bytes.byteLength > limits.imageMaxBytes) {
    throw new InvalidImageError('too-large', `${bytes.byteLength} bytes`);
  }
  const mimeType = sniff(bytes);
  if (!mimeType) throw new InvalidImageError('unsupported-image', 'not a supported format');
  const size = sizeOf(mimeType, bytes);
  if (!size || size.width < 1 || size.height < 1) {
    throw new InvalidImageError('unsupported-image', `${mimeType} with a malformed header`);
  }
  const { width, height } = size;
  const maxPixels = mimeType === 'image/avif' ? limits.avifMaxPixels : limits.imageMaxPixels;
  if (width > limits.imageMaxSide || height > limits.imageMaxSide || width * height > maxPixels) {
    throw new InvalidImageError('too-many-pixels', `${width} × ${height} pixels`);
  }
  const frames = countFrames(bytes);
  if (frames > limits.imageMaxFrames) {
    throw new InvalidImageError('too-many-frames', `more than ${limits.imageMaxFrames} frames`);
  }
  return { mimeType, width, height, frames };
}

type Size = { width: number; height: number };

function sizeOf(mimeType: MimeType, bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readers[mimeType](view, bytes);
  } catch (error) {
    // The header is truncated.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

type Reader = (view: DataView, bytes: Uint8Array) => Size | null;

const readers: Record<MimeType, Reader> = {
  'image/png': (view, bytes) =>
    ascii(bytes, 12, 4) === 'IHDR' ? { width: view.getUint32(16), height: view.getUint32(20) } : null,
  'image/gif': (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
  'image/avif': largestImageSize,
  'image/tiff': readTiff,
};

/** Start-of-frame segments have the size; C4, C8 and CC in their range are other segments (ITU T.81, table B.1). */
function readJpeg(view: DataView): Size | null {
  let offset = 2;
  for (let markers = 0; markers < jpegMarkersMax && offset < view.byteLength; markers += 1) {
    if (view.getUint8(offset) !== 0xff) return null;
    const marker = view.getUint8(offset + 1);
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(offset + 7), height: view.getUint16(offset + 5) };
    const isEndOrScan = marker === 0xd9 || marker === 0xda;
    if (isEndOrScan) return null;
    const isBare = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    offset += 2 + (isBare ? 0 : view.getUint16(offset + 2));
  }
  return null;
}

/** Including fill bytes. Metadata of 50 MB in full segments takes 800. */
const jpegMarkersMax = 10_000;

/** The first chunk is lossy, lossless or extended (developers.google.com/speed/webp/docs/riff_container). */
function readWebp(view: DataView, bytes: Uint8Array): Size | null {
  switch (ascii(bytes, 12, 4)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const packed = view.getUint32(21, true);
      return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
    default:
      return null;
  }
}

function uint24(view: DataView, offset: number): number {
  return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
}

function readTiff(view: DataView): Size | null {
  if (isRawPhotograph(view)) return null;
  const fields = readTiffFields(view);
  const [width, height] = [tiffTags.width, tiffTags.height].map((tag) => fields.get(tag)?.value ?? 0);
  return width && height ? { width, height } : null;
}
