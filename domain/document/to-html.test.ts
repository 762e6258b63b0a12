import { describe, expect, test } from 'vitest';
import { renditionWidthsOf, sourceSet } from '../renditions.ts';
import { checkContent } from './check.ts';
import type { NodeJson } from './content.ts';
import { bodyToHtml } from './to-html.ts';
import { contentText } from './to-text.ts';

const mediaId = 'a3f0c1de-0000-4000-8000-000000000001';
const text = (value: string): NodeJson => ({ type: 'text', text: value });
const paragraph = (value: string): NodeJson => ({ type: 'paragraph', content: [text(value)] });
const figure = (caption: string, credit: string, attrs: object = {}): NodeJson => ({
  type: 'figure',
  attrs: { mediaId, alt: 'Tàu "Sao Mai" <cũ>', width: 1000, height: 750, ...attrs },
  content: [
    { type: 'caption', content: caption ? [text(caption)] : [] },
    { type: 'credit', content: credit ? [text(credit)] : [] },
  ],
});

function canonical(...content: NodeJson[]) {
  const result = checkContent({ title: 'Tên', lead: 'Sapo', body: { type: 'doc', content } });
  if (!result.ok) throw new Error(result.problem.reason);
  return result.content;
}
const html = (...content: NodeJson[]) => bodyToHtml(canonical(...content).body);

describe('the HTML of a body', () => {
  test('text is escaped', () => {
    expect(html(paragraph('<script>alert("1")</script> & co'))).toBe(
      '<p>&lt;script&gt;alert("1")&lt;/script&gt; &amp; co</p>',
    );
  });

  test('a line break stays in its paragraph', () => {
    const poem: NodeJson = {
      type: 'paragraph',
      content: [text('Trăm năm trong cõi người ta,'), { type: 'hardBreak' }, text('Chữ tài chữ mệnh…')],
    };
    expect(html(poem)).toBe('<p>Trăm năm trong cõi người ta,<br/>Chữ tài chữ mệnh…</p>');
    expect(contentText(canonical(poem))).toContain('\nTrăm năm trong cõi người ta,\nChữ tài chữ mệnh…');
    expect(contentText(canonical({ type: 'paragraph', content: [{ type: 'hardBreak' }] }))).toBe(
      'Tên\nSapo\n\n',
    );
  });

  test('a figure has its picture in every rendition width, with its size and its alternative text', () => {
    const made = html(figure('Tàu cập cảng', 'Nguyễn Hồng Phong'));
    expect(made).toContain(`src="/media/${mediaId}/1280.webp"`);
    expect(made).toContain(
      `srcset="/media/${mediaId}/320.webp 320w, /media/${mediaId}/640.webp 640w, /media/${mediaId}/1280.webp 1000w"`,
    );
    expect(made).toContain('width="1000" height="750"');
    expect(made).toContain('alt="Tàu &quot;Sao Mai&quot; &lt;cũ&gt;"');
  });

  test('images are served from another path where one is given, and the first may be loaded eagerly', () => {
    const body = canonical(figure('Một', 'An'), figure('Hai', 'An')).body;
    const made = bodyToHtml(body, { mediaPath: (id) => `/khac/${id}`, isFirstFigureEager: true });
    expect(made).toContain(`src="/khac/${mediaId}/1280.webp"`);
    expect(made).toContain(`srcset="/khac/${mediaId}/320.webp 320w, `);
    expect(made).not.toContain('/media/');
    expect(made.match(/fetchpriority="high"|loading="lazy"/g)).toEqual([
      'fetchpriority="high"',
      'loading="lazy"',
    ]);
  });

  test('images can be left out', () => {
    const { body } = canonical(figure('Tàu cập cảng', 'An'));
    expect(bodyToHtml(body, { hasImages: false })).toMatch(
      /^<figure class="figure figure-center"><figcaption>.*Tàu cập cảng.*<\/figcaption><\/figure>$/,
    );
  });

  test('caption and credit are set as one line', () => {
    const lines = html(figure('Tàu cập cảng', 'Nguyễn Hồng Phong')).replace(/<[^>]+>/g, '');
    expect(lines).toBe('Tàu cập cảng (Ảnh: Nguyễn Hồng Phong)');
    expect(html(figure('Tàu cập cảng', ''))).not.toContain('Ảnh');
    for (const stored of ['Ảnh: Nguyễn Hồng Phong', '(Ảnh: Nguyễn Hồng Phong)']) {
      expect(html(figure('Tàu cập cảng', stored)).replace(/<[^>]+>/g, '')).toBe(lines);
    }
  });

  test('a quote shows its attribution, a table needs no inline style', () => {
    const quote: NodeJson = {
      type: 'blockquote',
      content: [paragraph('Chúng tôi làm được'), { type: 'attribution', content: [text('Ông An')] }],
    };
    expect(html(quote)).toContain('<footer>— <cite>Ông An</cite></footer>');
    const cell: NodeJson = { type: 'tableCell', content: [paragraph('1')] };
    const table: NodeJson = { type: 'table', content: [{ type: 'tableRow', content: [cell] }] };
    const made = html(table);
    expect(made).toMatch(/^<div class="table"[^>]*><table><tbody><tr><td/);
    expect(made).not.toContain('style=');
  });

  test('headers name what they head, columns have their widths', () => {
    const cell = (type: string, attrs: object = {}): NodeJson => ({
      type,
      attrs: { ...attrs },
      content: [paragraph('1')],
    });
    const row = (...content: NodeJson[]): NodeJson => ({ type: 'tableRow', content });
    const first = row(cell('tableHeader', { colwidth: [200] }), cell('tableHeader', { colspan: 2 }));
    const next = row(cell('tableHeader'), cell('tableCell'), cell('tableCell', { colwidth: [90] }));
    const made = html({ type: 'table', content: [first, next] });
    expect(made.replace(/<p>1<\/p>/g, '')).toContain(
      '<colgroup><col width="200"><col><col width="90"></colgroup><tbody>' +
        '<tr><th scope="col"></th><th scope="col" colspan="2"></th></tr><tr><th scope="row"></th><td></td><td></td></tr>',
    );
  });

  test('a link keeps its target, an upload placeholder renders nothing, ids are not rendered', () => {
    const link: NodeJson = {
      type: 'paragraph',
      attrs: { id: 'abc' },
      content: [
        { ...text('báo'), marks: [{ type: 'link', attrs: { href: 'https://example.vn/?a=1&b=2' } }] },
      ],
    };
    const upload: NodeJson = { type: 'upload', attrs: { uploadId: 'u1', fileName: 'a.jpg' } };
    expect(html(link, upload)).toBe('<p><a href="https://example.vn/?a=1&amp;b=2">báo</a></p>');
  });
});

test('a picture is never offered wider than it is', () => {
  expect(renditionWidthsOf(200)).toEqual([320]);
  expect(renditionWidthsOf(640)).toEqual([320, 640]);
  expect(renditionWidthsOf(5000)).toEqual([320, 640, 1280, 1920]);
  expect(sourceSet('m', 200)).toBe('/media/m/320.webp 200w');
});

test('the text for search contains title, lead, body, captions and credits', () => {
  const all = contentText(canonical(paragraph('Nội dung'), figure('Chú thích', 'Nguồn')));
  for (const word of ['Tên', 'Sapo', 'Nội dung', 'Chú thích', 'Nguồn']) expect(all).toContain(word);
});
