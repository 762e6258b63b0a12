import { crc32, deflateRawSync, deflateSync, constants as zlib } from 'node:zlib';
import sharp from 'sharp';

/** Encoded image files for tests. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'tiff';

export type PictureOptions = {
  format?: PictureFormat;
  width?: number;
  height?: number;
  /** EXIF orientation, 1 to 8. 6: rotate by 90° clockwise. */
  orientation?: number;
  xmp?: string;
};

/** An image with a red left and a blue right half. */
export async function aPicture(options: PictureOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  const { format = 'jpeg', width = 900, height = 600, orientation, xmp } = options;
  const left = {
    create: { width: Math.ceil(width / 2), height, channels: 3, background: '#c00000' },
  } as const;
  let image = sharp({ create: { width, height, channels: 3, background: '#0000c0' } }).composite([
    { input: left, left: 0, top: 0 },
  ]);
  if (orientation !== undefined) image = image.withMetadata({ orientation });
  if (xmp !== undefined && format !== 'png') image = image.withXmp(xmp);
  const bytes = new Uint8Array(await image.toFormat(format).toBuffer());
  return xmp !== undefined && format === 'png' ? withPngXmp(bytes, xmp) : bytes;
}

/** libvips writes XMP into PNG in a form of its own; this is the form of the XMP standard, part 3, 1.1.5. */
function withPngXmp(png: Uint8Array, xmp: string): Uint8Array<ArrayBuffer> {
  return withPngChunk(png, 'iTXt', utf8(`XML:com.adobe.xmp\0\0\0\0\0${xmp}`));
}

/** The same with a compressed packet: this text, or this zlib stream. */
export function withCompressedPngXmp(
  png: Uint8Array,
  xmp: string | Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const packed = typeof xmp === 'string' ? deflateSync(xmp) : xmp;
  return withPngChunk(png, 'iTXt', concat(utf8('XML:com.adobe.xmp\0\x01\0\0\0'), packed));
}

/** Puts a chunk behind a PNG's header. */
function withPngChunk(png: Uint8Array, type: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const headerEnd = 8 + 12 + 13;
  return concat(png.subarray(0, headerEnd), pngChunk(type, content), png.subarray(headerEnd));
}

/** A zlib stream of about `megabytes` KB that unpacks to that many MB of the letter `a`. */
export function aZlibBomb(megabytes: number): Uint8Array<ArrayBuffer> {
  const letter = 'a'.charCodeAt(0);
  // A flushed block refers to nothing before it, so it can be repeated.
  const block = deflateRawSync(new Uint8Array(2 ** 20).fill(letter), { finishFlush: zlib.Z_FULL_FLUSH });
  const [length, modulus] = [BigInt(megabytes) * 2n ** 20n, 65_521n];
  const low = (1n + length * BigInt(letter)) % modulus;
  const high = (length + (BigInt(letter) * length * (length + 1n)) / 2n) % modulus;
  const adler32 = Number((high << 16n) | low);
  const blocks = Array.from({ length: megabytes }, () => block);
  return concat([0x78, 0x9c], ...blocks, [0x03, 0x00], uint32(adler32));
}

/** An animated WebP of `frames` equal frames. */
export async function anAnimatedWebp(frames: number, side = 16): Promise<Uint8Array<ArrayBuffer>> {
  const two = await animate(2, side, 'webp');
  const chunks = [...riffChunks(two)];
  const frame = chunks.find(({ type }) => type === 'ANMF');
  if (!frame) throw new Error('No frame');
  const body = concat(
    utf8('WEBP'),
    ...chunks.filter(({ type }) => type !== 'ANMF').map(({ bytes }) => bytes),
    ...Array.from({ length: frames }, () => frame.bytes),
  );
  return concat(utf8('RIFF'), uint32(body.length).reverse(), body);
}

function* riffChunks(webp: Uint8Array): Iterable<{ type: string; bytes: Uint8Array }> {
  const view = new DataView(webp.buffer, webp.byteOffset, webp.byteLength);
  for (let offset = 12; offset < webp.length; ) {
    const length = view.getUint32(offset + 4, true);
    const end = offset + 8 + length + (length & 1);
    yield {
      type: String.fromCharCode(...webp.subarray(offset, offset + 4)),
      bytes: webp.subarray(offset, end),
    };
    offset = end;
  }
}

/** A GIF whose one frame is repeated. */
export async function aGifOf(frames: number): Promise<Uint8Array<ArrayBuffer>> {
  const gif = await aPicture({ format: 'gif', width: 4, height: 4 });
  const start = gif.indexOf(0x2c, 13 + 3 * 2 ** (((gif[10] ?? 0) & 7) + 1));
  const frame = gif.subarray(start, -1);
  return concat(gif.subarray(0, start), ...Array.from({ length: frames }, () => frame), [0x3b]);
}

/** A PNG that is declared as an animation of `declared` frames, with the beginnings of `frames`. */
export async function anAnimatedPng(frames: number, declared = frames): Promise<Uint8Array<ArrayBuffer>> {
  const controls = Array.from({ length: frames }, (_, index) =>
    pngChunk('fcTL', concat(uint32(index), uint32(4), uint32(4), new Uint8Array(14))),
  );
  const png = await aPicture({ format: 'png', width: 4, height: 4 });
  const end = png.length - 12;
  const animated = concat(png.subarray(0, end), ...controls, png.subarray(end));
  return withPngChunk(animated, 'acTL', concat(uint32(declared), uint32(0)));
}

/** The boxes of an AVIF image sequence that declare its size and its frames; without pixels. */
export function anAvifSequence(frames: number): Uint8Array<ArrayBuffer> {
  const size = box('ispe', uint32(0), uint32(64), uint32(64));
  const samples = box('stsz', uint32(0), uint32(0), uint32(frames));
  return concat(
    box('ftyp', utf8('avis'), uint32(0), utf8('avis')),
    box('meta', uint32(0), box('iprp', box('ipco', size))),
    box('moov', box('trak', box('mdia', box('minf', box('stbl', samples))))),
  );
}

function box(type: string, ...contents: (Uint8Array | number[])[]): Uint8Array {
  const content = concat(...contents);
  return concat(uint32(8 + content.length), utf8(type), content);
}

/** An animated GIF of `frames` frames of different grey. */
export function anAnimation(frames: number, side = 64): Promise<Uint8Array<ArrayBuffer>> {
  return animate(frames, side, 'gif');
}

async function animate(
  frames: number,
  side: number,
  format: 'gif' | 'webp',
): Promise<Uint8Array<ArrayBuffer>> {
  const pictures = Array.from({ length: frames }, (_, index) => ({
    create: {
      width: side,
      height: side,
      channels: 3 as const,
      background: { r: 20 * index, g: 20 * index, b: 20 * index },
    },
  }));
  const rendered = await Promise.all(pictures.map((picture) => sharp(picture).png().toBuffer()));
  const joined = sharp(rendered, { join: { animated: true } });
  const delay = pictures.map(() => 100);
  return new Uint8Array(await (format === 'gif' ? joined.gif({ delay }) : joined.webp({ delay })).toBuffer());
}

/** A PNG of a few bytes whose header declares this size. Its checksums are right; its pixels are missing. */
export function aPngDeclaring(width: number, height: number): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  return Uint8Array.from([...signature, ...pngChunk('IHDR', header), ...pngChunk('IEND', new Uint8Array())]);
}

function pngChunk(type: string, content: Uint8Array): Uint8Array {
  const body = concat(utf8(type), content);
  return concat(uint32(content.length), body, uint32(crc32(body)));
}

const utf8 = (text: string) => new TextEncoder().encode(text);

function concat(...parts: (Uint8Array | number[])[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts.map((part) => Uint8Array.from(part))));
}

function uint32(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
}

export type IptcMetadata = { caption?: Uint8Array; bylines?: Uint8Array[]; credit?: Uint8Array };

/** Puts an IPTC block into a JPEG, as an agency's software does: APP13, resource 0x0404, datasets of record 2. */
export function withIptc(
  jpeg: Uint8Array,
  metadata: IptcMetadata,
  { hasUtf8Marker }: { hasUtf8Marker: boolean },
): Uint8Array<ArrayBuffer> {
  const segment = concat(utf8('Photoshop 3.0\0'), iptcResource(metadata, hasUtf8Marker));
  return withJpegSegment(jpeg, 0xed, segment);
}

/** Puts an IPTC profile into a PNG, as ImageMagick does. */
export function withPngIptc(png: Uint8Array, metadata: IptcMetadata): Uint8Array<ArrayBuffer> {
  const resource = Buffer.from(iptcResource(metadata, true));
  const lines = resource.toString('hex').replace(/.{72}/g, '$&\n');
  const profile = deflateSync(`\niptc\n${String(resource.length).padStart(8)}\n${lines}\n`);
  return withPngChunk(png, 'zTXt', concat(utf8('Raw profile type iptc\0\0'), profile));
}

/** A TIFF whose directory has these blocks, as its bytes (TIFF 6.0, section 2); without pixels. */
export function aTiffWith(
  { xmp = '', iptc = {} }: { xmp?: string; iptc?: IptcMetadata },
  { isLittleEndian }: { isLittleEndian: boolean },
): Uint8Array<ArrayBuffer> {
  const order = (bytes: number[]) => (isLittleEndian ? bytes.reverse() : bytes);
  const [short, long] = [
    (value: number) => order(uint32(value).slice(2)),
    (value: number) => order(uint32(value)),
  ];
  const blocks = [utf8(xmp), iptcResource(iptc, true)];
  // Two sizes and two blocks, between the count and the offset of the next directory.
  let offset = 8 + 2 + 4 * 12 + 4;
  const entries = [
    concat(short(256), short(4), long(1), long(64)),
    concat(short(257), short(3), long(1), short(48), [0, 0]),
    ...blocks.map((block, index) => {
      const entry = concat(short(index === 0 ? 700 : 34_377), short(1), long(block.length), long(offset));
      offset += block.length;
      return entry;
    }),
  ];
  const header = concat(utf8(isLittleEndian ? 'II' : 'MM'), short(42), long(8));
  return concat(header, short(entries.length), ...entries, long(0), ...blocks);
}

function iptcResource(metadata: IptcMetadata, hasUtf8Marker: boolean): Uint8Array {
  const datasets = [
    ...(hasUtf8Marker ? dataset(1, 90, Uint8Array.of(0x1b, 0x25, 0x47)) : []),
    ...(metadata.bylines ?? []).flatMap((byline) => dataset(2, 80, byline)),
    ...(metadata.credit ? dataset(2, 110, metadata.credit) : []),
    ...(metadata.caption ? dataset(2, 120, metadata.caption) : []),
  ];
  const padding = datasets.length % 2 === 0 ? [] : [0];
  return concat(utf8('8BIM'), [0x04, 0x04, 0, 0], uint32(datasets.length), datasets, padding);
}

/** Puts a packet into a JPEG in parts, as one that exceeds a segment (XMP specification, part 3, 1.1.3.1). */
export function withExtendedXmp(jpeg: Uint8Array, packet: string): Uint8Array<ArrayBuffer> {
  const bytes = utf8(packet);
  const partBytes = 60_000;
  let picture = Uint8Array.from(jpeg);
  const parts = Math.ceil(bytes.length / partBytes);
  // Each goes before those that are there.
  for (let offset = (parts - 1) * partBytes; offset >= 0; offset -= partBytes) {
    const head = concat(
      utf8('http://ns.adobe.com/xmp/extension/\0'),
      utf8('0'.repeat(32)),
      uint32(bytes.length),
      uint32(offset),
    );
    picture = withJpegSegment(picture, 0xe1, concat(head, bytes.subarray(offset, offset + partBytes)));
  }
  return picture;
}

function withJpegSegment(jpeg: Uint8Array, marker: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = content.length + 2;
  const segment = concat([0xff, marker, length >> 8, length & 0xff], content);
  return concat(jpeg.subarray(0, 2), segment, jpeg.subarray(2));
}

function dataset(record: number, number: number, value: Uint8Array): number[] {
  return [0x1c, record, number, value.length >> 8, value.length & 0xff, ...value];
}

/** An XMP packet with these properties, given as RDF. */
export function xmpPacket(properties: string): string {
  return (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"' +
    ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">' +
    `${properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
  );
}
