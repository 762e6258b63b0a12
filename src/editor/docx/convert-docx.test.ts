import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../domain/limits.ts';
import { docxFile, p, picture, r, table } from '../../../tests/builders/docx.ts';
import { convertDocx } from './convert-docx.ts';

const png = strToU8('a picture');

async function htmlOf(body: string): Promise<string> {
  return (await convertDocx(docxFile({ body }))).html;
}

describe('what is read', () => {
  test('headings, marks, lists, quotes, tables and line breaks', async () => {
    const body = [
      p('Cảng mở', { style: 'Title' }),
      p('Phần một', { style: 'Heading1' }),
      p(
        r('đậm', '<w:b/>') +
          r(' nghiêng', '<w:i/>') +
          r(' gạch', '<w:u w:val="single"/>') +
          '<w:r><w:br/></w:r>' +
          r('2', '<w:vertAlign w:val="superscript"/>'),
      ),
      p('một', { list: 1 }),
      p('trong', { list: 1, level: 1 }),
      p('1', { list: 2 }),
      p('Lời ông A', { style: 'Quote' }),
      p('giữa', { isCentred: true }),
      table([
        ['a', 'b'],
        ['c', 'd'],
      ]),
    ].join('');
    expect(await htmlOf(body)).toBe(
      '<p class="docx-title">Cảng mở</p><h1>Phần một</h1><p><strong>đậm</strong><em> nghiêng</em><u> gạch</u><br /><sup>2</sup></p><ul><li>một<ul><li>trong</li></ul></li></ul><ol><li>1</li></ol><blockquote><p>Lời ông A</p></blockquote><p class="docx-centred">giữa</p><table><tr><td><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td><td><p>d</p></td></tr></table>',
    );
  });

  test('pictures with their bytes, once each', async () => {
    const bytes = docxFile({
      body: p(picture(1, 'Cầu tàu')) + p(picture(2)) + p(picture(1)),
      media: { 'media/image1.png': png, 'media/image2.emf': strToU8('drawing') },
    });
    const { html, pictures } = await convertDocx(bytes);
    expect(html).toBe(
      '<p><img alt="Cầu tàu" src="docx:0" /></p><p><img src="docx:1" /></p><p><img src="docx:0" /></p>',
    );
    expect(pictures.map(({ name, type }) => [name, type])).toEqual([
      ['image1.png', 'image/png'],
      ['image2.emf', 'image/x-emf'],
    ]);
    expect(await pictures[0]?.text()).toBe('a picture');
  });

  test('text boxes, as paragraphs after the one they are anchored in', async () => {
    const box = `<mc:AlternateContent><mc:Choice Requires="wps"/><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${p('Hộp')}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>`;
    expect(await htmlOf(p(`${r('Trước')}<w:r>${box}</w:r>`) + p('Sau'))).toBe(
      '<p>Trước</p><p>Hộp</p><p>Sau</p>',
    );
  });
});

describe('what is left out is counted', () => {
  test('comments and tracked changes, whose deleted text does not come back', async () => {
    const { html, losses } = await convertDocx(
      docxFile({
        body: p(
          `${r('Dự án do ')}<w:del w:id="1" w:author="Lan"><w:r><w:delText>ông A, giám đốc,</w:delText></w:r></w:del><w:ins w:id="2" w:author="Lan">${r('doanh nghiệp')}</w:ins>${r(' thực hiện.')}<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`,
        ),
      }),
    );
    expect(html).toBe('<p>Dự án do doanh nghiệp thực hiện.</p>');
    expect(losses).toMatchObject({ comments: 1, changes: 2 });
  });

  test('equations, charts and embedded files', async () => {
    const chart =
      '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="rId9"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>';
    const { losses } = await convertDocx(
      docxFile({
        body:
          p('<m:oMathPara><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></m:oMathPara>') +
          p(chart) +
          p('<w:r><w:object><o:OLEObject r:id="rId8"/></w:object></w:r>'),
      }),
    );
    expect(losses).toEqual({
      comments: 0,
      changes: 0,
      equations: 1,
      charts: 1,
      objects: 1,
      linkedPictures: 0,
    });
  });
});

describe('refused is', () => {
  const ole = (stream: string) => {
    const header = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    const name = Uint8Array.from([...stream].flatMap((char) => [char.charCodeAt(0), 0]));
    return Uint8Array.from([...header, ...new Uint8Array(504), ...name]);
  };
  const zeros = (size: number) => new Uint8Array(size);
  /** Rewrites the size that an entry declares, in its local header and in the directory. */
  const declaring = (zip: Uint8Array, path: RegExp, size: number) => {
    const view = new DataView(zip.buffer);
    for (let at = 0; at < zip.length - 4; at += 1) {
      const isLocal = view.getUint32(at, true) === 0x04034b50;
      if (!isLocal && view.getUint32(at, true) !== 0x02014b50) continue;
      const [length, name, declared] = isLocal ? [26, 30, 22] : [28, 46, 24];
      const nameBytes = zip.subarray(at + name, at + name + view.getUint16(at + length, true));
      if (path.test(new TextDecoder().decode(nameBytes))) view.setUint32(at + declared, size, true);
    }
    return zip;
  };

  test.each([
    ['a text', 'not-docx', strToU8('Chào bạn')],
    ['an empty file', 'not-docx', zeros(0)],
    ['another kind of package', 'not-docx', zipSync({ 'content.xml': strToU8('<a/>') })],
    ['a document of Word 97', 'old-word', ole('WordDocument')],
    ['a document with a password', 'encrypted', ole('EncryptedPackage')],
    ['a mail of Outlook', 'not-docx', ole('__nameid_version1.0')],
    ['a file above the limit', 'too-large', zeros(limits.docxMaxBytes + 1)],
    ['a file that was cut off', 'damaged', docxFile({ body: p('a') }).slice(0, 900)],
    [
      'XML that ends early',
      'damaged',
      docxFile({ body: '', parts: { 'word/document.xml': '<w:document><w:body>' } }),
    ],
    [
      'a part that unpacks to 33 MB',
      'too-large',
      declaring(docxFile({ body: '' }), /document\.xml$/, 33 << 20),
    ],
    [
      'pictures that unpack to 140 MB',
      'too-large',
      declaring(docxFile({ body: '', media: { 'media/1.png': png, 'media/2.png': png } }), /png$/, 70 << 20),
    ],
    [
      'more entries than a document has',
      'too-large',
      docxFile({
        body: '',
        media: Object.fromEntries(Array.from({ length: 2_001 }, (_, n) => [`media/${n}.bin`, zeros(0)])),
      }),
    ],
    [
      'a part that is larger than it declares',
      'damaged',
      declaring(docxFile({ body: p('a'.repeat(1 << 20)) }), /document\.xml$/, 2_000),
    ],
  ])('%s', async (_name, code, bytes) => {
    await expect(convertDocx(bytes)).rejects.toMatchObject({ code });
  });

  test('an entity that expands a billion times, or reads a file', async () => {
    const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join(
      '',
    );
    const xml = `<!DOCTYPE w [<!ENTITY a0 "ha">${laughs}<!ENTITY file SYSTEM "file:///etc/passwd">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&a9;&file;</w:t></w:r></w:p></w:body></w:document>`;
    const bytes = docxFile({ body: '', parts: { 'word/document.xml': xml } });
    await expect(convertDocx(bytes)).rejects.toMatchObject({ code: 'damaged' });
  });

  test('elements nested deeper than the stack', async () => {
    const body = `${'<w:sdt><w:sdtContent>'.repeat(20_000)}${'</w:sdtContent></w:sdt>'.repeat(20_000)}`;
    await expect(convertDocx(docxFile({ body }))).rejects.toMatchObject({ code: 'damaged' });
  });
});

test('10,000 paragraphs are read within the time limit', async () => {
  const body = Array.from({ length: 10_000 }, (_, n) =>
    p(r(`Đoạn ${n} `, '<w:rFonts w:ascii="Times New Roman"/><w:b/><w:sz w:val="28"/>') + r('có hai phần.')),
  ).join('');
  const start = performance.now();
  const { html } = await convertDocx(docxFile({ body }));
  expect(html).toContain('<strong>Đoạn 9999 </strong>có hai phần.');
  expect(performance.now() - start).toBeLessThan(limits.docxMaxSeconds * 1000);
}, 60_000);
