import { fourCharacters } from '../../domain/iso-media.ts';
import { readTiffFields, tiffTags } from '../../domain/tiff.ts';
import { type MimeType, sniff } from './sniff.ts';

/** A copy of one block of metadata, as it is in the file. */
export type MetadataBlock = {
  /**
   * `xmp`: an XMP packet. `iptc`: the content of a JPEG's APP13 segment behind its identifier. `iptc-hex`: a profile in
   * hexadecimal digits, as ImageMagick writes it into a PNG.
   */
  kind: 'xmp' | 'iptc' | 'iptc-hex';
  /** Whether the bytes are a zlib stream. */
  isCompressed: boolean;
  bytes: Uint8Array<ArrayBuffer>;
};

/** All metadata of a picture that is read, in bytes; packed here, unpacked in image-metadata.ts. */
export const metadataMaxBytes = 1024 * 1024;

/** A picture has two or three. */
const blocksMax = 64;
/** JPEG segments, PNG and WebP chunks that are looked at. */
const segmentsMax = 100_000;

/**
 * Finds the blocks of XMP and IPTC metadata in a picture, without unpacking anything. Linear in the file's size. A block
 * that exceeds `metadataMaxBytes`, alone or with those before it, is left out.
 */
export function findMetadataBlocks(bytes: Uint8Array): MetadataBlock[] {
  const mimeType = sniff(bytes);
  const find = mimeType && finders[mimeType];
  if (!find) return [];
  const blocks: MetadataBlock[] = [];
  const extendedXmp: Uint8Array<ArrayBuffer>[] = [];
  let room = metadataMaxBytes;
  let count = 0;
  for (const { kind, isCompressed = false, start, end } of find(bytes)) {
    const length = Math.min(end, bytes.length) - start;
    if (length < 1 || length > room) continue;
    room -= length;
    const copy = bytes.slice(start, start + length) as Uint8Array<ArrayBuffer>;
    if (kind === 'extended-xmp') extendedXmp.push(copy);
    else blocks.push({ kind, isCompressed, bytes: copy });
    count += 1;
    if (count === blocksMax) break;
  }
  if (extendedXmp.length > 0) {
    blocks.push({ kind: 'xmp', isCompressed: false, bytes: joined(extendedXmp) });
  }
  return blocks;
}

type Range = {
  /** `extended-xmp`: a part of a packet that exceeds a JPEG segment. */
  kind: MetadataBlock['kind'] | 'extended-xmp';
  isCompressed?: boolean;
  start: number;
  end: number;
};
type Finder = (bytes: Uint8Array) => Iterable<Range>;

const finders: Partial<Record<MimeType, Finder>> = {
  'image/jpeg': findInJpeg,
  'image/png': findInPng,
  'image/webp': findInWebp,
  'image/avif': findPackets,
  'image/tiff': findInTiff,
};

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Segments APP1 and APP13 before the first scan (XMP specification, part 3, 1.1.3). */
function* findInJpeg(bytes: Uint8Array): Iterable<Range> {
  const view = viewOf(bytes);
  for (let count = 0, offset = 2; count < segmentsMax && offset + 4 <= bytes.length; count += 1) {
    const marker = view.getUint16(offset);
    if (marker < 0xff01 || marker === 0xffda || marker === 0xffd9) return;
    if (marker === 0xffff) {
      offset += 1;
      continue;
    }
    const end = offset + 2 + view.getUint16(offset + 2);
    const found =
      [0xffe1, 0xffed].includes(marker) && jpegIdentifiers.find(({ id }) => isAt(bytes, offset + 4, id));
    if (found) yield { kind: found.kind, start: offset + 4 + found.id.length + found.skipped, end };
    offset = Math.max(end, offset + 4);
  }
}

/** A part of an extended packet has its digest, its length and its offset before the text. */
const jpegIdentifiers = [
  { id: 'http://ns.adobe.com/xap/1.0/\0', kind: 'xmp', skipped: 0 },
  { id: 'http://ns.adobe.com/xmp/extension/\0', kind: 'extended-xmp', skipped: 32 + 4 + 4 },
  { id: 'Photoshop 3.0\0', kind: 'iptc', skipped: 0 },
] as const;

/** Chunks `iTXt` and `zTXt` (PNG third edition, 11.3.3). */
function* findInPng(bytes: Uint8Array): Iterable<Range> {
  const view = viewOf(bytes);
  for (let count = 0, offset = 8; count < segmentsMax && offset + 12 <= bytes.length; count += 1) {
    const type = view.getUint32(offset + 4);
    const start = offset + 8;
    const end = start + view.getUint32(offset);
    if (type === pngTypes.iTXt && isAt(bytes, start, `${pngXmp}\0`)) {
      const flag = start + pngXmp.length + 1;
      // Behind the flag: method, language and translated keyword, the latter two terminated.
      const language = bytes.indexOf(0, flag + 2);
      const text = language < 0 ? -1 : bytes.indexOf(0, language + 1) + 1;
      if (text > 0) yield { kind: 'xmp', isCompressed: bytes[flag] === 1, start: text, end };
    }
    if (type === pngTypes.zTXt && isAt(bytes, start, `${pngIptc}\0`)) {
      yield { kind: 'iptc-hex', isCompressed: true, start: start + pngIptc.length + 2, end };
    }
    offset = end + 4;
  }
}

const pngTypes = { iTXt: fourCharacters('iTXt'), zTXt: fourCharacters('zTXt') };
const pngXmp = 'XML:com.adobe.xmp';
const pngIptc = 'Raw profile type iptc';

/** Chunks `XMP ` (developers.google.com/speed/webp/docs/riff_container). */
function* findInWebp(bytes: Uint8Array): Iterable<Range> {
  const view = viewOf(bytes);
  const xmp = fourCharacters('XMP ');
  for (let count = 0, offset = 12; count < segmentsMax && offset + 8 <= bytes.length; count += 1) {
    const length = view.getUint32(offset + 4, true);
    const start = offset + 8;
    if (view.getUint32(offset) === xmp) yield { kind: 'xmp', start, end: start + length };
    offset = start + length + (length & 1);
  }
}

/** The fields of the first directory (XMP specification, part 3, 1.1.8). */
function* findInTiff(bytes: Uint8Array): Iterable<Range> {
  const fields = readTiffFields(viewOf(bytes));
  for (const [kind, tag] of [
    ['xmp', tiffTags.xmp],
    ['iptc', tiffTags.photoshop],
  ] as const) {
    const field = fields.get(tag);
    if (field) yield { kind, start: field.start, end: field.end };
  }
}

/** XMP can be found in any file by its elements, without knowing the format (XMP specification, part 3, 2). */
function* findPackets(bytes: Uint8Array): Iterable<Range> {
  let start = -1;
  for (let offset = 0; offset < bytes.length; offset += 1) {
    if (bytes[offset] !== lessThan) continue;
    if (start < 0 && isAt(bytes, offset, '<x:xmpmeta')) start = offset;
    else if (start >= 0 && isAt(bytes, offset, packetEnd)) {
      yield { kind: 'xmp', start, end: offset + packetEnd.length };
      start = -1;
    }
  }
}

const lessThan = 0x3c;
const packetEnd = '</x:xmpmeta>';

/** Without building a string, because it is called for every `<` of a file. */
function isAt(bytes: Uint8Array, offset: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[offset + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

function joined(parts: Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
