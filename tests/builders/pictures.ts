import sharp from 'sharp';

/** Encoded image files for tests. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';

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
  const chunk = pngChunk('iTXt', new TextEncoder().encode(`XML:com.adobe.xmp\0\0\0\0\0${xmp}`));
  const headerEnd = 8 + 12 + 13;
  return Uint8Array.from([...png.subarray(0, headerEnd), ...chunk, ...png.subarray(headerEnd)]);
}

/** An animated GIF of `frames` frames of different grey. */
export async function anAnimation(frames: number, side = 64): Promise<Uint8Array<ArrayBuffer>> {
  const pictures = Array.from({ length: frames }, (_, index) => ({
    create: {
      width: side,
      height: side,
      channels: 3 as const,
      background: { r: 20 * index, g: 20 * index, b: 20 * index },
    },
  }));
  const rendered = await Promise.all(pictures.map((picture) => sharp(picture).png().toBuffer()));
  const joined = sharp(rendered, { join: { animated: true } }).gif({ delay: pictures.map(() => 100) });
  return new Uint8Array(await joined.toBuffer());
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
  const body = Uint8Array.from([...new TextEncoder().encode(type), ...content]);
  return Uint8Array.from([...uint32(content.length), ...body, ...uint32(crc32(body))]);
}

function uint32(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

export type IptcMetadata = { caption?: Uint8Array; bylines?: Uint8Array[]; credit?: Uint8Array };

/** Puts an IPTC block into a JPEG, as an agency's software does: APP13, resource 0x0404, datasets of record 2. */
export function withIptc(
  jpeg: Uint8Array,
  metadata: IptcMetadata,
  { hasUtf8Marker }: { hasUtf8Marker: boolean },
): Uint8Array<ArrayBuffer> {
  const datasets = [
    ...(hasUtf8Marker ? dataset(1, 90, Uint8Array.of(0x1b, 0x25, 0x47)) : []),
    ...(metadata.bylines ?? []).flatMap((byline) => dataset(2, 80, byline)),
    ...(metadata.credit ? dataset(2, 110, metadata.credit) : []),
    ...(metadata.caption ? dataset(2, 120, metadata.caption) : []),
  ];
  const padding = datasets.length % 2 === 0 ? [] : [0];
  const content = [
    ...new TextEncoder().encode('Photoshop 3.0\0' + '8BIM'),
    ...[0x04, 0x04, 0, 0],
    ...uint32(datasets.length),
    ...datasets,
    ...padding,
  ];
  const length = content.length + 2;
  const segment = [0xff, 0xed, length >> 8, length & 0xff, ...content];
  return Uint8Array.from([...jpeg.subarray(0, 2), ...segment, ...jpeg.subarray(2)]);
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
