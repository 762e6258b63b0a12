import { DOMParser as SchemaParser } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { checkContent } from '../../../domain/document/check.ts';
import { bodySchema } from '../../../domain/document/extensions.ts';
import { cleanHtml } from './clean-html.ts';

/** Cleaned HTML parsed by the schema; the strict check must accept every result. */
function pasted(html: string): string {
  const box = document.createElement('div');
  box.innerHTML = cleanHtml(html);
  const doc = SchemaParser.fromSchema(bodySchema).parse(box);
  expect(checkContent({ title: '', lead: '', body: doc.toJSON() })).toMatchObject({ ok: true });
  return box.innerHTML;
}

describe('from Word', () => {
  const head = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:"Times New Roman"} --></style></head>`;
  const item = (level: number, mark: string, text: string) =>
    `<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>${text}<o:p></o:p></p>`;

  test('classes, empty paragraphs and Office markup are removed', () => {
    const body = `<body lang=VI><!--StartFragment--><p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span
style='font-size:14.0pt'>Cảng</span></b><span lang=EN-US> Lạch&nbsp;Huyện</span><o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal><i>đón tàu</i></p><!--EndFragment--></body></html>`;
    expect(pasted(head + body)).toBe('<p><strong>Cảng</strong> Lạch Huyện</p><p><em>đón tàu</em></p>');
  });

  test('list paragraphs become lists, nested by level', () => {
    const body = item(1, '·', 'một') + item(2, 'o', 'một rưỡi') + item(1, '·', 'hai');
    expect(pasted(`${head}<body>${body}</body></html>`)).toBe(
      '<ul><li><p>một</p><ul><li><p>một rưỡi</p></li></ul></li><li><p>hai</p></li></ul>',
    );
  });

  test('numbered paragraphs become ordered lists with the same start', () => {
    const body = `${item(1, '3.', 'ba')}${item(1, '4.', 'bốn')}<p class=MsoNormal>xen giữa</p>${item(1, 'a)', 'khác')}`;
    expect(pasted(`${head}<body>${body}</body></html>`)).toBe(
      '<ol start="3"><li><p>ba</p></li><li><p>bốn</p></li></ol><p>xen giữa</p><ol><li><p>khác</p></li></ol>',
    );
  });

  test('tables keep their cells and lose their dimensions', () => {
    const body = `<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr style='height:2cm'><td width=301 colspan=2 valign=top style='width:8cm'><p class=MsoNormal>Bến</p></td></tr><tr><td><p class=MsoNormal>1</p></td><td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr></table>`;
    expect(pasted(`${head}<body>${body}</body></html>`)).toBe(
      '<table><tbody><tr><td colspan="2"><p>Bến</p></td></tr><tr><td><p>1</p></td><td></td></tr></tbody></table>',
    );
  });
});

describe('from Google Docs', () => {
  const wrap = (html: string) =>
    `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1f2e3d4c-7fff">${html}</b>`;

  test('the wrapping <b> is not bold, styled spans are', () => {
    const html = wrap(
      '<p dir="ltr" style="line-height:1.38"><span style="font-size:11pt;font-weight:400">Sáng nay </span><span style="font-weight:700;font-style:italic">cảng</span><span style="text-decoration:underline">mở</span><span style="font-size:0.6em;vertical-align:super">2</span></p><br />',
    );
    expect(pasted(html)).toBe('<p>Sáng nay <strong><em>cảng</em></strong><u>mở</u><sup>2</sup></p>');
  });

  test('heading levels are mapped, links lose underline and redirectors', () => {
    const html = wrap(
      '<h1 dir="ltr"><span style="font-weight:400">Đề mục</span></h1><h6><span style="font-weight:700">Nhỏ</span></h6><p><a href="https://www.google.com/url?q=https://example.vn/tin&amp;sa=D" style="text-decoration:none"><span style="text-decoration:underline;color:#1155cc">tin</span></a></p>',
    );
    expect(pasted(html)).toBe('<h2>Đề mục</h2><h4>Nhỏ</h4><p><a href="https://example.vn/tin">tin</a></p>');
  });

  test('a nested list goes into the item before it', () => {
    const html = wrap(
      '<ul><li dir="ltr" aria-level="1"><p role="presentation"><span>một</span></p></li><ul><li aria-level="2"><p>trong</p></li></ul><li><p>hai</p></li></ul>',
    );
    expect(pasted(html)).toBe(
      '<ul><li><p>một</p><ul><li><p>trong</p></li></ul></li><li><p>hai</p></li></ul>',
    );
  });
});

describe('from web pages', () => {
  test('scripts, styles, images, forms and hidden elements are removed', () => {
    const html =
      '<style>p{color:red}</style><script>alert(1)</script><div onclick="x()"><p style="color:red" class="a">Chữ<img src="https://example.vn/pixel.gif" onerror="alert(1)"></p><form><input value="x"><button>Gửi</button></form><p style="display:none">ẩn</p><svg><text>hình</text></svg></div>';
    expect(pasted(html)).toBe('<p>Chữ</p>');
  });

  test('links lose tracking parameters, invalid links are removed', () => {
    const html =
      '<p><a href="https://example.vn/a?id=7&utm_source=fb&fbclid=x">a</a> <a href="javascript:alert(1)">b</a> <a href="/trang">c</a> <a href="file:///C:/x.docx">d</a> <a href="mailto:toasoan@example.vn">e</a></p>';
    expect(pasted(html)).toBe(
      '<p><a href="https://example.vn/a?id=7">a</a> b c d <a href="mailto:toasoan@example.vn">e</a></p>',
    );
  });

  test('line breaks and divs become paragraphs', () => {
    expect(pasted('<div>một<br>hai<div>ba</div></div><span>bốn</span>')).toBe(
      '<p>một</p><p>hai</p><p>ba</p><p>bốn</p>',
    );
  });

  test('a heading is one line', () => {
    expect(pasted('<h2><div>Cảng</div><strong>nước <br>sâu</strong></h2>')).toBe('<h2>Cảng nước sâu</h2>');
  });

  test('a quote contains only paragraphs', () => {
    expect(pasted('<blockquote><h3>Lời</h3><ul><li>một</li></ul>nói</blockquote>')).toBe(
      '<blockquote><p>Lời</p><p>một</p><p>nói</p></blockquote>',
    );
  });

  test('a table of one cell and a nested table are dissolved', () => {
    expect(pasted('<table><tr><td><h2>Hộp</h2><p>chữ</p></td></tr></table>')).toBe('<h2>Hộp</h2><p>chữ</p>');
    const nested = '<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td></tr></table>';
    expect(pasted(nested)).toBe(
      '<table><tbody><tr><td><p>a</p></td><td><p>b</p><p>c</p></td></tr></tbody></table>',
    );
  });

  test('text is NFC and without invisible characters', () => {
    expect(pasted(`<p>${'Tiếng Việt'.normalize('NFD')}\u200B dễ\u00ADđọc\uFEFF\u0007</p>`)).toBe(
      '<p>Tiếng Việt dễđọc</p>',
    );
  });

  test('a list item without text keeps its nested list', () => {
    expect(pasted('<ul><li><ul><li>trong</li></ul></li></ul>')).toBe('<ul><li><p>trong</p></li></ul>');
  });
});

describe('from this editor', () => {
  test('half a list keeps its open slice', () => {
    const html =
      '<li data-pm-slice="2 2 [&quot;bulletList&quot;,null]"><p>hai</p></li><li><p class="x">ba</p></li>';
    expect(cleanHtml(html)).toBe(
      '<li data-pm-slice="2 2 [&quot;bulletList&quot;,null]"><p>hai</p></li><li><p>ba</p></li>',
    );
  });

  test('a figure keeps its image, caption and credit', () => {
    const html =
      '<figure data-media-id="m-1" data-alt="Tàu" data-layout="wide" data-width="1200" data-height="800" data-pm-slice="0 0 []"><figcaption>Tàu vào cảng</figcaption><small data-credit="">Lan</small></figure>';
    expect(pasted(html)).toBe(
      '<figure data-media-id="m-1" data-alt="Tàu" data-layout="wide" data-width="1200" data-height="800" data-pm-slice="0 0 []"><figcaption>Tàu vào cảng</figcaption><small data-credit="">Lan</small></figure>',
    );
  });

  test('forged editor HTML is reduced to the schema', () => {
    const html =
      '<div><p data-pm-slice="1 1 []" onclick="x()">a<img src=x onerror=alert(1)><a href="javascript:alert(1)" id="x">b</a></p><h1>Lớn</h1><figure data-media-id="../../etc" data-layout="x"><figcaption>c</figcaption></figure></div>';
    expect(cleanHtml(html)).toBe(
      '<p data-pm-slice="1 1 []">a<a>b</a></p><h2>Lớn</h2><figure><figcaption>c</figcaption></figure>',
    );
  });
});
