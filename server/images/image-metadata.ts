import ExifReader from 'exifreader';
import { withoutCreditPrefix } from '../../domain/credit.ts';
import { limits } from '../../domain/limits.ts';
import { oneLine } from '../../domain/vietnamese.ts';
import { isCameraText } from './camera-texts.ts';
import { decodeText } from './decode-text.ts';
import { inflate } from './inflate.ts';
import { type MetadataBlock, metadataMaxBytes } from './metadata-blocks.ts';
import { isSmallXml } from './small-xml.ts';

/** Descriptive metadata of a picture: one line each, NFC, truncated to `limits`. Empty when missing. */
export type ImageMetadata = { caption: string; credit: string; alt: string };

export const noMetadata: ImageMetadata = { caption: '', credit: '', alt: '' };

/**
 * Reads caption, credit and alternative text from XMP and IPTC. XMP takes precedence, because it declares its encoding
 * and languages. What a camera writes into every picture is left out. Missing or malformed metadata yields empty texts, and so does what exceeds the limits: all blocks
 * together unpack to at most `metadataMaxBytes`, and `isSmallXml`.
 *
 * Source: IPTC Photo Metadata Standard 2023.2, which maps each field to both.
 */
export async function readImageMetadata(blocks: MetadataBlock[]): Promise<ImageMetadata> {
  const { xmp, iptc } = await readTags(blocks);
  return {
    caption: firstOf([xmpText(xmp.description), iptcText(iptc['Caption/Abstract'])], limits.captionMaxChars),
    // The photographer takes precedence over the agency.
    credit: withoutCreditPrefix(
      firstOf(
        [xmpText(xmp.creator), iptcText(iptc['By-line']), xmpText(xmp.Credit), iptcText(iptc.Credit)],
        limits.creditMaxChars,
      ),
    ),
    alt: firstOf([xmpText(xmp.AltTextAccessibility)], limits.altMaxChars),
  };
}

type Tags = Record<'xmp' | 'iptc', Record<string, unknown>>;

async function readTags(blocks: MetadataBlock[]): Promise<Tags> {
  const tags: Tags = { xmp: {}, iptc: {} };
  let room = metadataMaxBytes;
  for (const { kind, isCompressed, bytes } of blocks) {
    const content = isCompressed ? await inflate(bytes, room) : bytes;
    if (!content || content.length > room) continue;
    room -= content.length;
    const group = kind === 'xmp' ? 'xmp' : 'iptc';
    // The first block that has a property takes precedence.
    tags[group] = {
      ...readGroup(group, kind === 'iptc-hex' ? fromHexProfile(content) : content),
      ...tags[group],
    };
  }
  return tags;
}

function readGroup(group: 'xmp' | 'iptc', content: Uint8Array<ArrayBuffer>): Record<string, unknown> {
  if (group === 'xmp' && !isSmallXml(new TextDecoder().decode(content))) return {};
  try {
    const file = group === 'xmp' ? xmpFile(content) : jpegWithSegment(content);
    return { ...ExifReader.load(file.buffer, { expanded: true, includeTags: { [group]: true } })[group] };
  } catch {
    // ExifReader throws when there is no metadata.
    return {};
  }
}

/** ExifReader recognizes a file of XMP by its first characters, which a packet may lack. */
function xmpFile(packet: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const start = new TextEncoder().encode('<?xpacket begin="" id=""?>');
  const file = new Uint8Array(start.length + packet.length);
  file.set(start);
  file.set(packet, start.length);
  return file;
}

/** A JPEG of nothing but this APP13 segment: ExifReader reads IPTC from whole files only. */
function jpegWithSegment(content: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const identifier = new TextEncoder().encode('Photoshop 3.0\0');
  const length = 2 + identifier.length + content.length;
  if (length > 0xffff) throw new RangeError(`A segment of ${length} bytes`);
  return Uint8Array.from([
    0xff,
    0xd8,
    0xff,
    0xed,
    length >> 8,
    length & 0xff,
    ...identifier,
    ...content,
    0xff,
    0xd9,
  ]);
}

/** Decodes a line feed, the profile's name, its length, and its bytes as hexadecimal digits in lines. */
function fromHexProfile(text: Uint8Array): Uint8Array<ArrayBuffer> {
  const [, , ...lines] = new TextDecoder('latin1').decode(text).trimStart().split('\n');
  const pairs = lines.join('').match(/[0-9a-f]{2}/gi) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

type XmpValue = { value: unknown; attributes?: Record<string, string>; description?: string };

/** The text of an XMP property: Vietnamese or else the default of several languages; lists are joined. */
function xmpText(tag: unknown): string {
  if (!isXmp(tag)) return '';
  if (!Array.isArray(tag.value)) return typeof tag.value === 'string' ? tag.value : '';
  const items = tag.value.filter(isXmp);
  const languages = items.map((item) => item.attributes?.['xml:lang'] ?? item.attributes?.lang);
  if (languages.every((language) => language === undefined)) return items.map(xmpText).join(', ');
  const best = [/^vi\b/i, /^x-default$/i, /./].map((wanted) =>
    items.find((_, index) => wanted.test(languages[index] ?? '')),
  );
  return xmpText(best.find((item) => item !== undefined));
}

function isXmp(tag: unknown): tag is XmpValue {
  return typeof tag === 'object' && tag !== null && 'value' in tag;
}

/** The text of an IPTC dataset; repeated ones (By-line) are joined. */
function iptcText(tag: unknown): string {
  if (Array.isArray(tag)) return tag.map(iptcText).join(', ');
  if (!isXmp(tag) || !Array.isArray(tag.value)) return '';
  return decodeText(Uint8Array.from(tag.value as number[]));
}

function firstOf(texts: string[], maxChars: number): string {
  const lines = texts.map((text) => oneLine(text.replace(/\p{Cc}+/gu, ' ')));
  return truncate(lines.find((line) => line !== '' && !isCameraText(line)) ?? '', maxChars);
}

/** At most `maxChars` UTF-16 units, cut between words. */
function truncate(line: string, maxChars: number): string {
  if (line.length <= maxChars) return line;
  const space = line.lastIndexOf(' ', maxChars);
  // Without a space the cut may split a surrogate pair.
  return line
    .slice(0, space > 0 ? space : maxChars)
    .toWellFormed()
    .replace(/\uFFFD$/, '')
    .trim();
}
