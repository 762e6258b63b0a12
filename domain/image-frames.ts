import { findBoxes, fourCharacters } from './iso-media.ts';
import { limits } from './limits.ts';

/**
 * Counts the frames of a picture in its container, without decoding: an animation of 20,000 frames of one pixel is a
 * small file and takes seconds to decode. Linear in the file's size, and stops once there are more than
 * `limits.imageMaxFrames`.
 *
 * @returns 1 for a still picture, for an unknown format and where the container is malformed.
 */
export function countFrames(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return Math.max(1, counterOf(view)(view));
  } catch (error) {
    // The file is truncated.
    if (error instanceof RangeError) return 1;
    throw error;
  }
}

type Counter = (view: DataView) => number;

function counterOf(view: DataView): Counter {
  if (view.byteLength < 12) return () => 1;
  const start = view.getUint32(0);
  if (start === fourCharacters('GIF8')) return countGif;
  if (start === fourCharacters('\x89PNG')) return countPng;
  if (start === fourCharacters('RIFF') && view.getUint32(8) === fourCharacters('WEBP')) return countWebp;
  if (view.getUint32(4) === fourCharacters('ftyp')) return countAvif;
  return () => 1;
}

/** `ANMF` chunks (developers.google.com/speed/webp/docs/riff_container). */
function countWebp(view: DataView): number {
  const frame = fourCharacters('ANMF');
  let frames = 0;
  for (let offset = 12; offset + 8 <= view.byteLength && frames <= limits.imageMaxFrames; ) {
    if (view.getUint32(offset) === frame) frames += 1;
    const length = view.getUint32(offset + 4, true);
    // Chunks are padded to an even length.
    offset += 8 + length + (length & 1);
  }
  return frames;
}

/** `acTL` declares the number of frames, `fcTL` begins one (PNG third edition, 11.3.6). */
function countPng(view: DataView): number {
  const [declaration, frame] = [fourCharacters('acTL'), fourCharacters('fcTL')];
  let declared = 0;
  let frames = 0;
  for (let offset = 8; offset + 12 <= view.byteLength && frames <= limits.imageMaxFrames; ) {
    const type = view.getUint32(offset + 4);
    if (type === frame) frames += 1;
    if (type === declaration) declared = view.getUint32(offset + 8);
    offset += 12 + view.getUint32(offset);
  }
  return Math.max(declared, frames);
}

/** Image descriptors (GIF89a specification, 20). */
function countGif(view: DataView): number {
  let offset = 13 + colorTableBytes(view.getUint8(10));
  let frames = 0;
  let strayBytes = 0;
  while (offset < view.byteLength && strayBytes < strayBytesMax && frames <= limits.imageMaxFrames) {
    const block = view.getUint8(offset);
    if (block === 0x2c) {
      frames += 1;
      if (offset + 10 > view.byteLength) break;
      // Behind the descriptor and its colours: one byte of code size, then the data.
      offset = endOfSubBlocks(view, offset + 11 + colorTableBytes(view.getUint8(offset + 9)));
    } else if (block === 0x21) offset = endOfSubBlocks(view, offset + 2);
    else if (block === 0x3b) break;
    else {
      // Decoders skip these.
      offset += 1;
      strayBytes += 1;
    }
  }
  return frames;
}

const strayBytesMax = 10_000;

const colorTableBytes = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

function endOfSubBlocks(view: DataView, start: number): number {
  let offset = start;
  while (offset < view.byteLength) {
    const length = view.getUint8(offset);
    offset += 1 + length;
    if (length === 0) break;
  }
  return offset;
}

/** The samples of the longest track (ISO/IEC 14496-12, 8.7.3); a still picture has no track. */
function countAvif(view: DataView): number {
  const path = { moov: 0, trak: 0, mdia: 0, minf: 0, stbl: 0 };
  const tables = ['stsz', 'stz2'].flatMap((type) => findBoxes(view, type, path) ?? []);
  return Math.max(
    0,
    ...tables.filter((table) => table + 12 <= view.byteLength).map((table) => view.getUint32(table + 8)),
  );
}
