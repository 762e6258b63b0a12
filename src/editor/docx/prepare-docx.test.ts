import { describe, expect, test } from 'vitest';
import { checkContent } from '../../../domain/document/check.ts';
import type { NodeJson } from '../../../domain/document/content.ts';
import { limits } from '../../../domain/limits.ts';
import { docxFile, p, picture, r, table } from '../../../tests/builders/docx.ts';
import { convertDocx } from './convert-docx.ts';
import { type ImportedDocx, prepareDocx } from './prepare-docx.ts';

const bytes = new Uint8Array(8);

async function imported(body: string, options: { footnotes?: string; links?: string[] } = {}) {
  const media = { 'media/1.png': bytes, 'media/2.jpeg': bytes, 'media/3.emf': bytes };
  const result = prepareDocx(await convertDocx(docxFile({ body, media, ...options })));
  const content = { title: result.title, lead: '', body: { type: 'doc', content: result.blocks } };
  expect(checkContent(content)).toMatchObject({ ok: true });
  return result;
}

/** The blocks as lines of `type: text`; a figure with its caption, credit and alternative text. */
function outline({ blocks }: ImportedDocx): string[] {
  const text = (node: NodeJson): string => node.text ?? (node.content ?? []).map(text).join('|');
  return blocks.map((node) => {
    const { caption, credit, alt, level } = node.attrs ?? {};
    if (node.type === 'upload') return ['figure', caption, credit, alt].filter(Boolean).join(' · ');
    return `${node.type}${level ?? ''}: ${text(node)}`;
  });
}

describe('the title', () => {
  test('is the paragraphs of the style Title at the start', async () => {
    const result = await imported(
      p('Cảng mở', { style: 'Title' }) + p('sáng nay', { style: 'Title' }) + p('Sapo'),
    );
    expect(result.title).toBe('Cảng mở sáng nay');
    expect(outline(result)).toEqual(['paragraph: Sapo']);
  });

  test('is the only heading of the first level, where the text starts with it', async () => {
    const result = await imported(
      p('Cảng mở', { style: 'Heading1' }) + p('Sapo') + p('Một', { style: 'Heading2' }),
    );
    expect(result.title).toBe('Cảng mở');
    expect(outline(result)).toEqual(['paragraph: Sapo', 'heading2: Một']);
  });

  test('several headings of the first level are sections, and those below follow them', async () => {
    const result = await imported(
      p('Một', { style: 'Heading1' }) + p('Hai', { style: 'Heading2' }) + p('Ba', { style: 'Heading1' }),
    );
    expect(result.title).toBe('');
    expect(outline(result)).toEqual(['heading2: Một', 'heading3: Hai', 'heading2: Ba']);
  });

  test('a bold first paragraph stays in the text', async () => {
    const result = await imported(p(r('Cảng mở', '<w:b/>')) + p('Sapo'));
    expect(result.title).toBe('');
    expect(outline(result)).toEqual(['paragraph: Cảng mở', 'paragraph: Sapo']);
  });

  test('a text that no title can hold stays in the text', async () => {
    const result = await imported(
      p('a'.repeat(limits.titleMaxChars * limits.lineTolerance + 1), { style: 'Title' }),
    );
    expect(result.title).toBe('');
    expect(result.blocks).toHaveLength(1);
  });
});

describe('pictures', () => {
  test.each([
    ['of the style Caption', p('Cảng (Ảnh: Lan)', { style: 'Caption' })],
    ['centred', p('Cảng. Ảnh: Lan', { isCentred: true })],
    ['italic', p(r('Cảng', '<w:i/>')) + p('Ảnh: Lan')],
    ['that ends with a credit', p('Cảng. Ảnh: Lan')],
  ])('take the paragraph beneath as caption: %s', async (_name, caption) => {
    const result = await imported(p('Trước') + p(picture(1, 'Cầu tàu')) + caption + p('Sau'));
    const expected = expect.stringMatching(/^figure · Cảng\.? · Lan · Cầu tàu$/);
    expect(outline(result)).toEqual(['paragraph: Trước', expected, 'paragraph: Sau']);
    expect(result.files.map(({ uploadId }) => uploadId)).toEqual([result.blocks[1]?.attrs?.uploadId]);
  });

  test('take no paragraph of the text', async () => {
    expect(outline(await imported(p(picture(1)) + p('Sáng nay, cảng mở.')))).toEqual([
      'figure',
      'paragraph: Sáng nay, cảng mở.',
    ]);
    const long = 'a '.repeat(200).trim();
    expect(outline(await imported(p(picture(1)) + p(r(long, '<w:i/>'))))).toEqual([
      'figure',
      `paragraph: ${long}`,
    ]);
  });

  test('inside a paragraph they divide it; a line beneath in the same paragraph is the caption', async () => {
    expect(outline(await imported(p(r('Trước ') + picture(1) + r(' sau'))))).toEqual([
      'paragraph: Trước',
      'figure',
      'paragraph: sau',
    ]);
    expect(outline(await imported(p(`${picture(1)}<w:r><w:br/></w:r>${r('Cảng. Ảnh: Lan')}`)))).toEqual([
      'figure · Cảng. · Lan',
    ]);
  });

  test('side by side share the credit; the caption is that of the last', async () => {
    expect(outline(await imported(p(picture(1) + picture(2)) + p('Cảng (Ảnh: Lan)')))).toEqual([
      'figure · Lan',
      'figure · Cảng · Lan',
    ]);
  });

  test('in a table for layout they take its captions, and the table goes', async () => {
    const cells = table([
      [p(picture(1)), p(picture(2))],
      ['Cầu tàu (Ảnh: Lan)', 'Kho (Ảnh: Minh)'],
    ]);
    const expected = ['figure · Cầu tàu · Lan', 'figure · Kho · Minh', 'paragraph: Sau'];
    expect(outline(await imported(cells + p('Sau')))).toEqual(expected);
    const box = table([[p(picture(1)) + p('Cảng', { isCentred: true })]]);
    expect(outline(await imported(box))).toEqual(['figure · Cảng']);
  });

  test('in a table of data stand below it, with the text of their row', async () => {
    const cells = table([
      ['Ảnh', 'Bến'],
      [p(picture(1)), 'Bến 1'],
      [p(picture(2)), 'Bến 2'],
    ]);
    expect(outline(await imported(cells))).toEqual([
      'table: Ảnh|Bến||Bến 1||Bến 2',
      'figure · Bến 1',
      'figure · Bến 2',
    ]);
  });

  test('in a list stand below it', async () => {
    expect(outline(await imported(p(r('một') + picture(1), { list: 1 }) + p('hai', { list: 1 })))).toEqual([
      'bulletList: một|hai',
      'figure',
    ]);
  });

  test('lose an alternative text that nobody wrote', async () => {
    for (const alt of ['A person on a boat&#10;&#10;Description automatically generated', 'IMG_0123.jpg']) {
      expect(outline(await imported(p(picture(1, alt))))).toEqual(['figure']);
    }
  });

  test('of a kind that browsers do not show are reported', async () => {
    const result = await imported(p('Trước') + p(picture(3)));
    expect(outline(result)).toEqual(['paragraph: Trước']);
    expect(result.report.unsupportedPictures).toEqual(['EMF']);
  });

  test('past the limit are reported', async () => {
    const result = await imported(p(picture(1)).repeat(limits.docxMaxPictures + 2));
    expect(result.files).toHaveLength(limits.docxMaxPictures);
    expect(result.report.excessPictures).toBe(2);
  });
});

describe('text', () => {
  test('footnotes have their number in the text and a list at the end', async () => {
    const note = (id: number, text: string) => `<w:footnote w:id="${id}">${p(text)}</w:footnote>`;
    const result = await imported(
      p(`${r('Vốn 500 tỉ')}<w:r><w:footnoteReference w:id="2"/></w:r>${r('.')}`) + p('Hết.'),
      { footnotes: note(2, 'Theo Sở Tài chính') },
    );
    expect(outline(result)).toEqual([
      'paragraph: Vốn 500 tỉ|[1]|.',
      'paragraph: Hết.',
      'horizontalRule: ',
      'orderedList: Theo Sở Tài chính',
    ]);
    expect(result.report.notes).toBe(1);
  });

  test('links keep their address, those within the file do not', async () => {
    const link = `<w:hyperlink r:id="rId4">${r('tin')}</w:hyperlink><w:hyperlink w:anchor="_Toc1">${r(' mục')}</w:hyperlink>`;
    const { blocks } = await imported(p(link), { links: ['https://example.vn/tin?utm_source=fb'] });
    expect(blocks[0]?.content).toEqual([
      {
        type: 'text',
        text: 'tin',
        marks: [{ type: 'link', attrs: expect.objectContaining({ href: 'https://example.vn/tin' }) }],
      },
      { type: 'text', text: ' mục' },
    ]);
  });

  test('8-bit fonts are known beside the text', async () => {
    const font = '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/><w:b/>';
    const { blocks, blockFonts } = await imported(p(r('c¶ng', font) + r(' Hải Phòng')));
    expect(blocks[0]?.content?.map(({ text }) => text)).toEqual(['c¶ng', ' Hải Phòng']);
    expect(blockFonts.get('c¶ng Hải Phòng')).toEqual([
      { from: 0, to: 4, font: { encoding: 'TCVN3', isCapital: true } },
      { from: 4, to: 14, font: null },
    ]);
  });

  test('a file without any is refused', async () => {
    await expect(imported(p('') + table([['', '']]))).rejects.toMatchObject({ code: 'empty' });
  });

  test('more cells than an article takes are refused with size and limit', () => {
    const losses = { comments: 0, changes: 0, equations: 0, charts: 0, objects: 0, linkedPictures: 0 };
    const html = `<table>${`<tr>${'<td>1</td>'.repeat(10)}</tr>`.repeat(501)}</table>`;
    expect(() => prepareDocx({ html, pictures: [], losses })).toThrow(
      expect.objectContaining({ refusal: { kind: 'cells', size: 5_010, max: limits.pasteMaxCells } }),
    );
  });
});
