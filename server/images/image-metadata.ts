import ExifReader from 'exifreader';
import { limits } from '../../domain/limits.ts';
import { oneLine } from '../../domain/vietnamese.ts';

/** Descriptive metadata of a picture: one line each, NFC, truncated to `limits`. Empty when missing. */
export type ImageMetadata = { caption: string; credit: string; alt: string };

/**
 * Reads caption, credit and alternative text from XMP and IPTC. XMP takes precedence, because it declares its encoding
 * and languages. Missing or malformed metadata yields empty texts.
 *
 * Source: IPTC Photo Metadata Standard 2023.2, which maps each field to both.
 */
export async function readImageMetadata(bytes: Uint8Array<ArrayBuffer>): Promise<ImageMetadata> {
  const { xmp, iptc } = await readTags(bytes);
  return {
    caption: firstOf([xmpText(xmp.description), iptcText(iptc['Caption/Abstract'])], limits.captionMaxChars),
    // The photographer takes precedence over the agency.
    credit: firstOf(
      [xmpText(xmp.creator), iptcText(iptc['By-line']), xmpText(xmp.Credit), iptcText(iptc.Credit)],
      limits.creditMaxChars,
    ),
    alt: firstOf([xmpText(xmp.AltTextAccessibility)], limits.altMaxChars),
  };
}

type Tags = Record<'xmp' | 'iptc', Record<string, unknown>>;

async function readTags(bytes: Uint8Array<ArrayBuffer>): Promise<Tags> {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // `async` also reads compressed blocks, as in PNG.
    const { xmp, iptc } = await ExifReader.loadView(view, { expanded: true, async: true });
    return { xmp: { ...xmp }, iptc: { ...iptc } };
  } catch {
    // ExifReader throws when there is no metadata.
    return { xmp: {}, iptc: {} };
  }
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
  return decodeLegacy(Uint8Array.from(tag.value as number[]));
}

/**
 * Detects UTF-8 by its bytes, because the IPTC marker for it is often missing. Anything else is decoded as windows-1258
 * (Vietnamese), which is nearly the same as windows-1252 for Western text.
 */
function decodeLegacy(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1258').decode(bytes);
  }
}

function firstOf(texts: string[], maxChars: number): string {
  const lines = texts.map((text) => oneLine(text.replace(/\p{Cc}+/gu, ' ')));
  return truncate(lines.find((line) => line !== '') ?? '', maxChars);
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
