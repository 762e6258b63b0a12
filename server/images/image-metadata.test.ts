import { describe, expect, it } from 'vitest';
import { limits } from '../../domain/limits.ts';
import { aPicture, type PictureFormat, withIptc, xmpPacket } from '../../tests/builders/pictures.ts';
import { readImageMetadata } from './image-metadata.ts';

const utf8 = (value: string) => new TextEncoder().encode(value);
const caption = 'Tàu container vào cảng Lạch Huyện lúc bình minh';

describe('the metadata of a picture', () => {
  it.each([true, false])('is read from IPTC in UTF-8, with the marker: %s', async (hasUtf8Marker) => {
    const fields = { caption: utf8(caption), bylines: [utf8('Nguyễn Hồng Phong')], credit: utf8('Báo') };
    const bytes = withIptc(await aPicture(), fields, { hasUtf8Marker });
    expect(await readImageMetadata(bytes)).toEqual({ caption, credit: 'Nguyễn Hồng Phong', alt: '' });
  });

  it('is read from IPTC in windows-1258', async () => {
    // "Cảng Đình Vũ" in windows-1258: Đ is D0, tone marks follow their vowel.
    const bytes = withIptc(
      await aPicture(),
      {
        caption: Uint8Array.of(
          0x43,
          0x61,
          0xd2,
          0x6e,
          0x67,
          0x20,
          0xd0,
          0x69,
          0xcc,
          0x6e,
          0x68,
          0x20,
          0x56,
          0x75,
          0xde,
        ),
      },
      { hasUtf8Marker: false },
    );
    expect((await readImageMetadata(bytes)).caption).toBe('Cảng Đình Vũ');
  });

  it('has the agency as credit when no author is named', async () => {
    const bytes = withIptc(await aPicture(), { credit: utf8('Hãng tin Biển Đông') }, { hasUtf8Marker: true });
    expect((await readImageMetadata(bytes)).credit).toBe('Hãng tin Biển Đông');
  });

  it('joins several authors', async () => {
    const bylines = [utf8('Vũ Duyên'), utf8('Hải Miên')];
    const bytes = withIptc(await aPicture(), { bylines }, { hasUtf8Marker: true });
    expect((await readImageMetadata(bytes)).credit).toBe('Vũ Duyên, Hải Miên');
  });

  it.each<PictureFormat>(['jpeg', 'png', 'webp', 'avif'])('is read from XMP in a %s', async (format) => {
    const xmp = xmpPacket(
      '<dc:description><rdf:Alt><rdf:li xml:lang="en">Ship</rdf:li><rdf:li xml:lang="x-default">Tàu &amp; bến</rdf:li></rdf:Alt></dc:description>' +
        '<dc:creator><rdf:Seq><rdf:li>Hải Miên</rdf:li></rdf:Seq></dc:creator>' +
        '<photoshop:Credit>Hãng tin</photoshop:Credit>' +
        '<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Con tàu lớn</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>',
    );
    const metadata = await readImageMetadata(await aPicture({ format, width: 90, height: 60, xmp }));
    expect(metadata).toEqual({ caption: 'Tàu & bến', credit: 'Hải Miên', alt: 'Con tàu lớn' });
  });

  it('is Vietnamese when XMP has several languages', async () => {
    const xmp = xmpPacket(
      '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Harbour</rdf:li><rdf:li xml:lang="vi-VN">Bến cảng</rdf:li></rdf:Alt></dc:description>',
    );
    expect((await readImageMetadata(await aPicture({ xmp }))).caption).toBe('Bến cảng');
  });

  it('is one line of NFC, truncated between words at the limit', async () => {
    const long = `${'Tiếng\r\n\tViệt  '.normalize('NFD')}${'chữ '.repeat(300)}`;
    const bytes = withIptc(await aPicture(), { caption: utf8(long) }, { hasUtf8Marker: true });
    const metadata = await readImageMetadata(bytes);
    expect(metadata.caption).toMatch(/^Tiếng Việt chữ chữ /);
    expect(metadata.caption.length).toBeLessThanOrEqual(limits.captionMaxChars);
    expect(metadata.caption.length).toBeGreaterThan(limits.captionMaxChars - 5);
    expect(metadata.caption).toMatch(/ chữ$/);
  });

  it('is empty when there is none', async () => {
    expect(await readImageMetadata(await aPicture())).toEqual({ caption: '', credit: '', alt: '' });
  });

  it('is empty when the block is truncated', async () => {
    const whole = withIptc(await aPicture(), { caption: utf8(caption) }, { hasUtf8Marker: true });
    expect(await readImageMetadata(whole.slice(0, 60))).toEqual({ caption: '', credit: '', alt: '' });
  });
});
