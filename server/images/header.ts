import { limits } from '../../domain/limits.ts';
import { InvalidImageError, type MimeType } from './image-tools.ts';
import { ascii, sniff } from './sniff.ts';

/** Declared type and size. Width and height in pixels, before orientation is applied. */
export type ImageHeader = { mimeType: MimeType; width: number; height: number };

/**
 * Reads type and size from a picture's header, before decoding: a file of a few hundred bytes may declare
 * 30,000 × 30,000 pixels, which would take 3.6 GB (decompression bomb).
 *
 * @throws `InvalidImageError`: `unsupported-image` for another format or a malformed header; `too-large` for more bytes or
 * pixels than `limits` allow.
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
  if (width > limits.imageMaxSide || height > limits.imageMaxSide || width * height > limits.imageMaxPixels) {
    throw new InvalidImageError('too-large', `${width} × ${height} pixels`);
  }
  return { mimeType, width, height };
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
  'image/avif': readAvif,
};

/** Start-of-frame segments have the size; C4, C8 and CC in their range are other segments (ITU T.81, table B.1). */
function readJpeg(view: DataView): Size | null {
  let offset = 2;
  while (offset < view.byteLength) {
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

const containers: Record<string, number> = { meta: 4, iprp: 0, ipco: 0 };

/**
 * The largest `ispe` property in `meta/iprp/ipco` (ISO/IEC 23008-12, 6.5.3). A tiled picture has one for the tiles and
 * one for the whole.
 */
function readAvif(view: DataView, bytes: Uint8Array): Size | null {
  let largest: Size | null = null;
  const pending = [{ from: 0, to: view.byteLength }];
  for (let range = pending.pop(); range; range = pending.pop()) {
    let offset = range.from;
    while (offset + 8 <= range.to) {
      const type = ascii(bytes, offset + 4, 4);
      const declared = view.getUint32(offset);
      const boxBytes =
        declared === 1
          ? Number(view.getBigUint64(offset + 8))
          : declared === 0
            ? range.to - offset
            : declared;
      const headerBytes = declared === 1 ? 16 : 8;
      if (boxBytes < headerBytes) return null;
      const end = Math.min(offset + boxBytes, range.to);
      const inner = containers[type];
      if (inner !== undefined) pending.push({ from: offset + headerBytes + inner, to: end });
      if (type === 'ispe') {
        const size = { width: view.getUint32(offset + 12), height: view.getUint32(offset + 16) };
        if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
      }
      offset += boxBytes;
    }
  }
  return largest;
}
