import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../domain/limits.ts';
import {
  aPicture,
  aTiffWith,
  aZlibBomb,
  type PictureFormat,
  withCompressedPngXmp,
  withExtendedXmp,
  withIptc,
  withPngIptc,
  xmpPacket,
} from '../../tests/builders/pictures.ts';
import { noMetadata, readImageMetadata } from './image-metadata.ts';
import { findMetadataBlocks } from './metadata-blocks.ts';

const metadataOf = (picture: Uint8Array) => readImageMetadata(findMetadataBlocks(picture));
const filler = (chars: number) => `<photoshop:Instructions>${'x'.repeat(chars)}</photoshop:Instructions>`;
const utf8 = (value: string) => new TextEncoder().encode(value);
const caption = 'Tàu container vào cảng Lạch Huyện lúc bình minh';

describe('the metadata of a picture', () => {
  it.each([true, false])('is read from IPTC in UTF-8, with the marker: %s', async (hasUtf8Marker) => {
    const fields = { caption: utf8(caption), bylines: [utf8('Nguyễn Hồng Phong')], credit: utf8('Báo') };
    const bytes = withIptc(await aPicture(), fields, { hasUtf8Marker });
    expect(await metadataOf(bytes)).toEqual({ caption, credit: 'Nguyễn Hồng Phong', alt: '' });
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
    expect((await metadataOf(bytes)).caption).toBe('Cảng Đình Vũ');
  });

  it('is read from IPTC in MacRoman, and stays as it is in a Vietnamese 8-bit font', async () => {
    const fields = {
      caption: Uint8Array.from('C¶ng §×nh Vò', (char) => char.charCodeAt(0)),
      bylines: [Uint8Array.of(0x4a, 0x6f, 0x73, 0x8e, 0x20, 0x4d, 0x75, 0x96, 0x6f, 0x7a)],
    };
    const bytes = withIptc(await aPicture(), fields, { hasUtf8Marker: false });
    expect(await metadataOf(bytes)).toMatchObject({ caption: 'C¶ng §×nh Vò', credit: 'José Muñoz' });
  });

  it('has the agency as credit when no author is named', async () => {
    const bytes = withIptc(await aPicture(), { credit: utf8('Hãng tin Biển Đông') }, { hasUtf8Marker: true });
    expect((await metadataOf(bytes)).credit).toBe('Hãng tin Biển Đông');
  });

  it('joins several authors', async () => {
    const bylines = [utf8('Vũ Duyên'), utf8('Hải Miên')];
    const bytes = withIptc(await aPicture(), { bylines }, { hasUtf8Marker: true });
    expect((await metadataOf(bytes)).credit).toBe('Vũ Duyên, Hải Miên');
  });

  it.each<PictureFormat>(['jpeg', 'png', 'webp', 'avif', 'tiff'])(
    'is read from XMP in a %s',
    async (format) => {
      const xmp = xmpPacket(
        '<dc:description><rdf:Alt><rdf:li xml:lang="en">Ship</rdf:li><rdf:li xml:lang="x-default">Tàu &amp; bến</rdf:li></rdf:Alt></dc:description>' +
          '<dc:creator><rdf:Seq><rdf:li>Hải Miên</rdf:li></rdf:Seq></dc:creator>' +
          '<photoshop:Credit>Hãng tin</photoshop:Credit>' +
          '<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Con tàu lớn</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>',
      );
      const metadata = await metadataOf(await aPicture({ format, width: 90, height: 60, xmp }));
      expect(metadata).toEqual({ caption: 'Tàu & bến', credit: 'Hải Miên', alt: 'Con tàu lớn' });
    },
  );

  it('is Vietnamese when XMP has several languages', async () => {
    const xmp = xmpPacket(
      '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Harbour</rdf:li><rdf:li xml:lang="vi-VN">Bến cảng</rdf:li></rdf:Alt></dc:description>',
    );
    expect((await metadataOf(await aPicture({ xmp }))).caption).toBe('Bến cảng');
  });

  it('is one line of NFC, truncated between words at the limit', async () => {
    const long = `${'Tiếng\r\n\tViệt  '.normalize('NFD')}${'chữ '.repeat(300)}`;
    const bytes = withIptc(await aPicture(), { caption: utf8(long) }, { hasUtf8Marker: true });
    const metadata = await metadataOf(bytes);
    expect(metadata.caption).toMatch(/^Tiếng Việt chữ chữ /);
    expect(metadata.caption.length).toBeLessThanOrEqual(limits.captionMaxChars);
    expect(metadata.caption.length).toBeGreaterThan(limits.captionMaxChars - 5);
    expect(metadata.caption).toMatch(/ chữ$/);
  });

  it('is empty when there is none', async () => {
    expect(await metadataOf(await aPicture())).toEqual({ caption: '', credit: '', alt: '' });
  });

  it('is empty when the block is truncated', async () => {
    const whole = withIptc(await aPicture(), { caption: utf8(caption) }, { hasUtf8Marker: true });
    expect(await metadataOf(whole.slice(0, 60))).toEqual({ caption: '', credit: '', alt: '' });
  });

  it('is read from compressed XMP in a PNG', async () => {
    const png = await aPicture({ format: 'png', width: 9, height: 6 });
    const packet = xmpPacket('<photoshop:Credit>Hãng tin</photoshop:Credit>');
    expect((await metadataOf(withCompressedPngXmp(png, packet))).credit).toBe('Hãng tin');
  });

  it('is read from an IPTC profile in a PNG', async () => {
    const png = await aPicture({ format: 'png', width: 9, height: 6 });
    expect((await metadataOf(withPngIptc(png, { caption: utf8(caption) }))).caption).toBe(caption);
  });

  it('is read from XMP that exceeds a JPEG segment', async () => {
    const packet = xmpPacket(`${filler(90_000)}<photoshop:Credit>Hãng tin</photoshop:Credit>`);
    expect((await metadataOf(withExtendedXmp(await aPicture(), packet))).credit).toBe('Hãng tin');
  });

  it.each([true, false])('is read from XMP and IPTC in a TIFF, little-endian: %s', async (isLittleEndian) => {
    const iptc = { caption: utf8(caption), bylines: [utf8('Nguyễn Hồng Phong')] };
    expect(await metadataOf(aTiffWith({ iptc }, { isLittleEndian }))).toEqual({
      caption,
      credit: 'Nguyễn Hồng Phong',
      alt: '',
    });
    const xmp = xmpPacket('<photoshop:Credit>Hãng tin</photoshop:Credit>');
    expect((await metadataOf(aTiffWith({ xmp }, { isLittleEndian }))).credit).toBe('Hãng tin');
  });

  it('is read in linear time from a TIFF whose fields overlap, and is empty where they lie outside of it', async () => {
    const tiff = aTiffWith({ xmp: xmpPacket(filler(10)) }, { isLittleEndian: false });
    const view = new DataView(tiff.buffer);
    const xmpEntry = 8 + 2 + 2 * 12;
    for (const start of [tiff.length, tiff.length + 1, 0xffff_fff0]) {
      view.setUint32(xmpEntry + 8, start);
      expect(findMetadataBlocks(tiff).filter(({ kind }) => kind === 'xmp')).toEqual([]);
    }
    view.setUint32(xmpEntry + 4, 0xffff_ffff);
    view.setUint32(xmpEntry + 8, 8);
    expect(findMetadataBlocks(tiff).map(({ bytes }) => bytes.length)).toContain(tiff.length - 8);
  });

  it('is empty when it unpacks to more than 1 MB', async () => {
    const png = await aPicture({ format: 'png', width: 9, height: 6 });
    const packet = xmpPacket(`<photoshop:Credit>${'x'.repeat(2 ** 20)}</photoshop:Credit>`);
    expect(await metadataOf(withCompressedPngXmp(png, packet))).toEqual(noMetadata);
    expect(await metadataOf(withCompressedPngXmp(png, aZlibBomb(500)))).toEqual(noMetadata);
  });

  it('is read up to 1 MB of all blocks together', async () => {
    const packet = (credit: string, chars: number) =>
      xmpPacket(`${filler(chars)}<photoshop:Credit>${credit}</photoshop:Credit>`);
    let png = await aPicture({ format: 'png', width: 9, height: 6 });
    png = withCompressedPngXmp(png, packet('thứ ba', 100));
    png = withCompressedPngXmp(png, packet('thứ hai', 700_000));
    png = withCompressedPngXmp(png, xmpPacket(`${filler(600_000)}`));
    // The first one is read, the second has no room, the third has.
    expect((await metadataOf(png)).credit).toBe('thứ ba');
  });

  it.each([
    ['1,000,000 nested elements', '<a>'.repeat(1_000_000) + '</a>'.repeat(1_000_000)],
    ['100,000 nested elements', '<a>'.repeat(100_000) + '</a>'.repeat(100_000)],
    ['100,000 elements', '<a/>'.repeat(100_000)],
  ])('is empty when XMP has %s', async (_what, elements) => {
    const png = await aPicture({ format: 'png', width: 9, height: 6 });
    const packet = xmpPacket(`${elements}<photoshop:Credit>Hãng tin</photoshop:Credit>`);
    expect(await metadataOf(withCompressedPngXmp(png, packet))).toEqual(noMetadata);
  });

  it('is empty when XMP declares entities', async () => {
    const packet = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${xmpPacket('<photoshop:Credit>&b;</photoshop:Credit>')}`;
    expect(await metadataOf(await aPicture({ format: 'png', xmp: packet }))).toEqual(noMetadata);
  });

  it('is read, without an error, from every mutation of a picture', async () => {
    const xmp = xmpPacket('<photoshop:Credit>Hãng tin</photoshop:Credit>');
    const small = { width: 8, height: 8, xmp };
    const png = await aPicture({ ...small, format: 'png' });
    const pictures = [
      withIptc(await aPicture(small), { caption: utf8(caption) }, { hasUtf8Marker: true }),
      withExtendedXmp(await aPicture(small), xmp),
      withCompressedPngXmp(withPngIptc(png, { caption: utf8(caption) }), xmp),
      await aPicture({ ...small, format: 'webp' }),
      await aPicture({ ...small, format: 'avif' }),
    ];
    const edit = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    const mutation = fc.record({
      picture: fc.constantFrom(...pictures),
      edits: fc.array(edit, { maxLength: 8 }),
      length: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(mutation, async ({ picture, edits, length }) => {
        const bytes = picture.slice(0, 1 + (length % (picture.length * 2)));
        for (const [at, byte] of edits) bytes[at % bytes.length] = byte;
        const metadata = await metadataOf(bytes);
        expect(Object.keys(metadata)).toEqual(Object.keys(noMetadata));
      }),
      { seed: 20_260_311, numRuns: 500 },
    );
  });
});
