import { readTiffFields, tiffTags } from '../../../domain/tiff.ts';
import type { PictureMetadata } from './decode-heic.ts';

/**
 * Puts the metadata of a picture into a JPEG of its upright pixels, in place of the application segments that the JPEG
 * has. A block of EXIF or XMP that exceeds a segment is left out.
 */
export function withMetadata(jpeg: Uint8Array, { exif, xmp, icc }: PictureMetadata): Uint8Array<ArrayBuffer> {
  const uprightExif = exif && upright(exif);
  const parts = [
    jpeg.subarray(0, 2),
    ...(uprightExif ? segments(app1, 'Exif\0\0', uprightExif) : []),
    ...(xmp ? segments(app1, 'http://ns.adobe.com/xap/1.0/\0', xmp) : []),
    ...(icc ? profileSegments(icc) : []),
    jpeg.subarray(endOfApplicationSegments(jpeg)),
  ];
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

const app1 = 0xffe1;
const app2 = 0xffe2;
/** The length of a segment includes its own two bytes (ITU T.81, B.1.1.4). */
const contentMaxBytes = 0xffff - 2;

function segments(marker: number, identifier: string, content: Uint8Array): Uint8Array[] {
  const length = identifier.length + content.length;
  if (length > contentMaxBytes) return [];
  const head = new Uint8Array(4 + identifier.length);
  const view = new DataView(head.buffer);
  view.setUint16(0, marker);
  view.setUint16(2, 2 + length);
  head.set(
    Array.from(identifier, (char) => char.charCodeAt(0)),
    4,
  );
  return [head, content];
}

/** In numbered parts (ICC.1:2022, B.4). */
function profileSegments(icc: Uint8Array): Uint8Array[] {
  const partMaxBytes = contentMaxBytes - 14;
  const count = Math.ceil(icc.length / partMaxBytes);
  return Array.from({ length: count }, (_, index) =>
    segments(
      app2,
      `ICC_PROFILE\0${String.fromCharCode(index + 1, count)}`,
      icc.subarray(index * partMaxBytes, (index + 1) * partMaxBytes),
    ),
  ).flat();
}

/** The same EXIF, which no longer asks for a rotation; null where it is truncated. */
function upright(exif: Uint8Array): Uint8Array | null {
  const copy = exif.slice();
  const view = new DataView(copy.buffer);
  try {
    const orientation = readTiffFields(view).get(tiffTags.orientation);
    const isLittleEndian = view.getUint16(0) === 0x4949;
    if (orientation) view.setUint16(orientation.start, 1, isLittleEndian);
    return copy;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Where APP0 to APP15 end, with which a JPEG begins. */
function endOfApplicationSegments(jpeg: Uint8Array): number {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  let offset = 2;
  while (offset + 4 <= view.byteLength && (view.getUint16(offset) & 0xfff0) === 0xffe0) {
    offset += 2 + view.getUint16(offset + 2);
  }
  return offset;
}
