import { DOMParser as SchemaParser } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { checkContent } from '../../../domain/document/check.ts';
import type { NodeJson } from '../../../domain/document/content.ts';
import { bodySchema } from '../../../domain/document/extensions.ts';
import { i18n, startI18n } from '../../lib/i18n.ts';
import { cleanHtml } from './clean-html.ts';
import { emptyReport, pasteReportText } from './paste-report.ts';

/** Cleaned HTML parsed by the schema; the strict check must accept every result. */
function pasted(html: string): string {
  const box = document.createElement('div');
  box.innerHTML = cleanHtml(html);
  const doc = SchemaParser.fromSchema(bodySchema).parse(box);
  expect(checkContent({ title: '', lead: '', body: doc.toJSON() })).toMatchObject({ ok: true });
  return box.innerHTML;
}

function parsed(html: string): NodeJson {
  const box = document.createElement('div');
  box.innerHTML = cleanHtml(html);
  return SchemaParser.fromSchema(bodySchema).parse(box).toJSON() as NodeJson;
}

/** The notice after pasting. */
async function noticeOf(html: string): Promise<string | null> {
  const report = emptyReport();
  cleanHtml(html, report);
  await startI18n('vi');
  return pasteReportText(report, i18n.getFixedT('vi', 'editor'));
}

describe('comments', () => {
  test.each([
    [
      'Word',
      `<p>Vốn 500 tỉ<span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[A1]</a></span>.</p><div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Chưa công bố con số này!</p></div></div>`,
    ],
    [
      'Word',
      `<p>Vốn <a style='mso-comment-reference:A_1;mso-comment-date:20261129T0900'>500 tỉ</a><span class=MsoCommentReference><span style='font-size:8.0pt'><a class=msocomanchor id="_anchor_1" href="#_msocom_1">[A1]</a></span></span>.</p><hr class=msocomoff><p class=MsoCommentText>Chưa công bố con số này!</p>`,
    ],
    [
      'Google Docs',
      `<p>Vốn 500 tỉ<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>.</p><div style="border:1px solid black"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Chưa công bố con số này!</span></p></div>`,
    ],
  ])('of %s are left out and reported', async (program, html) => {
    expect(pasted(html)).toBe('<p>Vốn 500 tỉ.</p>');
    expect(await noticeOf(html)).toBe(`1 góp ý của ${program} không được dán.`);
  });

  test('a comment that is copied by itself is text', async () => {
    const html = '<p class=MsoCommentText>Hỏi lại ông B</p>';
    expect(pasted(html)).toBe('<p>Hỏi lại ông B</p>');
    expect(await noticeOf(html)).toBe(null);
  });
});

describe('tracked changes', () => {
  test.each([
    [
      'Word',
      2,
      '<p>Dự án do <span class=msoDel><del>ông A, giám đốc,</del></span><span class=msoIns><ins>doanh nghiệp</ins></span> thực hiện.</p>',
    ],
    [
      'Word with attributes',
      2,
      '<p>Dự án do <span class=msoDel><del cite="mailto:Lan" datetime="2026-11-29T09:00">ông A, <b>giám đốc</b>,</del></span><span class=msoIns><ins cite="mailto:Lan" datetime="2026-11-29T09:00">doanh nghiệp</ins></span> thực hiện.</p>',
    ],
    [
      'LibreOffice',
      2,
      '<html><head><meta name="generator" content="LibreOffice 24.8.0 (Linux)"></head><body><p>Dự án do <del>ông A, giám đốc,</del><ins>doanh nghiệp</ins> thực hiện.</p></body></html>',
    ],
    [
      'LibreOffice, a whole paragraph deleted',
      1,
      '<del cite="" datetime="2026-11-29T09:00:00"><p>Ông A, giám đốc.</p></del><p>Dự án do doanh nghiệp thực hiện.</p>',
    ],
    [
      'Google Docs',
      2,
      '<b style="font-weight:normal;" id="docs-internal-guid-1f2e3d4c-7fff"><p><span>Dự án do </span><del><span>ông A, giám đốc,</span></del><ins><span>doanh nghiệp</span></ins><span> thực hiện.</span></p></b>',
    ],
    [
      'Word, deleted inside an insertion',
      1,
      '<p>Dự án do <span class=msoIns><ins>doanh nghiệp<span class=msoDel><del> B</del></span></ins></span> thực hiện.</p>',
    ],
  ])('of %s are accepted and reported', async (_program, count, html) => {
    expect(pasted(html)).toBe('<p>Dự án do doanh nghiệp thực hiện.</p>');
    expect(await noticeOf(html)).toBe(
      `Đã chấp nhận ${count} chỗ sửa có theo dõi: giữ phần thêm, bỏ phần xóa.`,
    );
  });

  test('struck-through text of a web page is no change', async () => {
    const html = '<p>Giá <del>500</del> <ins>400</ins> nghìn</p>';
    expect(pasted(html)).toBe('<p>Giá <s>500</s> <u>400</u> nghìn</p>');
    expect(await noticeOf(html)).toBe(null);
  });
});

describe('line breaks', () => {
  test.each([
    [
      'one stays in its paragraph',
      '<p>Trăm năm trong cõi người ta,<br>Chữ tài chữ mệnh…</p>',
      '<p>Trăm năm trong cõi người ta,<br>Chữ tài chữ mệnh…</p>',
    ],
    ['two end the paragraph', '<p>Một<br> <br/>\n<br>Hai<br>Ba</p>', '<p>Một</p><p>Hai<br>Ba</p>'],
    [
      'white space beside them goes',
      '<p>Một \n<br>\n&nbsp;<b>Hai</b></p>',
      '<p>Một<br><strong>Hai</strong></p>',
    ],
    ['at either end they go', '<div><br>Một<br></div><div><br></div>Hai<br>', '<p>Một</p><p>Hai</p>'],
    ['a list item keeps them', '<ul><li>Một<br>hai</li></ul>', '<ul><li><p>Một<br>hai</p></li></ul>'],
    [
      'Excel breaks lines in cells',
      "<table><tr><td>1<br style='mso-data-placement:same-cell'>2</td><td>3</td></tr></table>",
      '<table><tbody><tr><td><p>1<br>2</p></td><td><p>3</p></td></tr></tbody></table>',
    ],
    [
      'breaks of page, section and column end the paragraph',
      "<p>Một<br clear=all style='mso-special-character:line-break;page-break-before:always'>Hai</p><span><br clear=all style='page-break-before:auto;mso-break-type:section-break'></span><p>Ba<br style='mso-column-break-before:always'>Bốn</p>",
      '<p>Một</p><p>Hai</p><p>Ba</p><p>Bốn</p>',
    ],
    [
      'preformatted text has them as line feeds',
      '<pre>Một\n<b>hai</b>\n\nba</pre><div style="white-space: pre-wrap">📍 Bốn\n📍 năm</div><p style="white-space-collapse:preserve">Sáu\nbảy</p>',
      '<p>Một<br><strong>hai</strong></p><p>ba</p><p>📍 Bốn<br>📍 năm</p><p>Sáu<br>bảy</p>',
    ],
    ['other line feeds are spaces', '<p>Một\nhai</p>', '<p>Một hai</p>'],
  ])('%s', (_name, html, result) => expect(pasted(html)).toBe(result));

  test('copied from this editor they stay, in a caption they are spaces', () => {
    const html =
      '<p data-pm-slice="1 1 []">Một<br class="x">hai</p><figure data-media-id="m-1"><figcaption>Ba<br>bốn</figcaption><small data-credit="">Lan</small></figure>';
    expect(pasted(html)).toBe(
      '<p data-pm-slice="1 1 []">Một<br>hai</p><figure data-media-id="m-1"><figcaption>Ba bốn</figcaption><small data-credit="">Lan</small></figure>',
    );
  });

  test('in the caption of a pasted figure they are spaces', () => {
    const html =
      '<figure><img src="https://x.example/a.jpg"><figcaption>Cảng<br>Đình Vũ</figcaption></figure>';
    expect(parsed(html).content?.[0]?.attrs?.caption).toBe('Cảng Đình Vũ');
  });
});

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

describe('the layout of office programs', () => {
  const notes = '<p>Vốn tăng<sup>[1]</sup> nhanh.</p><p>[1] Theo Tổng cục Thống kê.</p>';
  test.each([
    [
      'Word',
      `<p class=MsoNormal>Vốn tăng<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a> nhanh.</p><div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Theo Tổng cục Thống kê.</p></div></div>`,
    ],
    [
      'LibreOffice',
      '<p>Vốn tăng<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> nhanh.</p><div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> Theo Tổng cục Thống kê.</p></div>',
    ],
    [
      'Google Docs',
      '<b style="font-weight:normal;" id="docs-internal-guid-1f2e3d4c-7fff"><p><span>Vốn tăng</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><span> nhanh.</span></p><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> Theo Tổng cục Thống kê.</span></p></div></b>',
    ],
  ])('footnotes of %s are numbered, after the text', async (_program, html) => {
    expect(pasted(html)).toBe(notes);
    expect(await noticeOf(html)).toBe('1 cước chú được đánh số và đặt sau phần vừa dán.');
  });

  test.each([
    [
      'beside its fallback',
      `<p>Một <span style='mso-ignore:vglayout;position:absolute'><table><tr><td><div v:shape="_x0000_s1026" class=shape><p class=MsoNormal>Trong hộp</p></div></td></tr></table></span>hai.</p><p>Ba</p>`,
    ],
    [
      'copied as a picture',
      `<p>Một <!--[if gte vml 1]><v:shape id="Text_x0020_Box_x0020_2" type="#_x0000_t202"><v:textbox style='mso-fit-shape-to-text:t'><![if !mso]><table><tr><td><![endif]><div><p class=MsoNormal>Trong hộp</p></div><![if !mso]></td></tr></table><![endif]></v:textbox></v:shape><![endif]--><![if !vml]><img width=200 height=80 src="file:///C:/clip_image001.png" alt="Text Box: Trong hộp" v:shapes="Text_x0020_Box_x0020_2"><![endif]>hai.</p><p>Ba</p>`,
    ],
  ])('the text of a text box of Word, %s, is after its paragraph', async (_kind, html) => {
    expect(pasted(html)).toBe('<p>Một hai.</p><p>Trong hộp</p><p>Ba</p>');
    expect(await noticeOf(html)).toBe('Chữ của 1 hộp văn bản được đặt sau đoạn có hộp.');
  });

  test('centred text is kept and reported, columns are read one after the other', async () => {
    const html =
      "<div class=WordSection1><p class=MsoNormal align=center style='text-align:center'>Thông báo</p></div><span><br clear=all style='page-break-before:auto;mso-break-type:section-break'></span><div class=WordSection2><p>Cột một</p><p style='text-align:justify'>Cột hai</p></div><table><tr><td align=center><p>1</p></td><td>2</td></tr></table>";
    expect(pasted(html)).toMatch(/^<p>Thông báo<\/p><p>Cột một<\/p><p>Cột hai<\/p><table>/);
    expect(await noticeOf(html)).toBe('1 đoạn căn giữa được dán thành đoạn thường.');
  });

  test('cells of Excel keep what they show', () => {
    const html = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table border=0 style='border-collapse:collapse'><!--StartFragment--><col width=64><tr height=20><td class=xl65 colspan=2 style='mso-ignore:colspan'>Sản lượng (tấn)</td></tr><tr><td>Quý I</td><td align=right x:num="1234567.5">1.234.568</td></tr><!--EndFragment--></table></body></html>`;
    expect(pasted(html)).toBe(
      '<table><tbody><tr><td colspan="2"><p>Sản lượng (tấn)</p></td></tr><tr><td><p>Quý I</p></td><td><p>1.234.568</p></td></tr></tbody></table>',
    );
  });
});

describe('pictures in table cells', () => {
  const blocks = (html: string) =>
    parsed(html).content?.map(({ type, attrs }) =>
      type === 'upload' ? [attrs?.caption, attrs?.credit] : type,
    );
  const picture = (name: string) => `<img src="https://bao.example/${name}.jpg">`;

  test('stand below the table in reading order, with the text of their rows as captions', async () => {
    const html = `<table><tr><td>1</td><td>${picture('a')}</td><td>Cảng Đình Vũ (Ảnh: Nguyễn Văn B)</td></tr><tr><td>2</td><td><p>${picture('b')}</p></td><td>Cầu<br>Rào</td></tr></table><p>Hết</p>`;
    expect(blocks(html)).toEqual([
      'table',
      ['1 – Cảng Đình Vũ', 'Nguyễn Văn B'],
      ['2 – Cầu Rào', ''],
      'paragraph',
    ]);
    expect(await noticeOf(html)).toBe(
      '2 ảnh trong ô bảng được đặt dưới bảng, lấy chữ cùng hàng làm chú thích.',
    );
  });

  test('several in a row have the text of their cells, or of those beneath', () => {
    const own = `<table><tr><td>${picture('a')}<p>Một</p></td><td>${picture('b')}<p>Hai</p></td></tr></table>`;
    expect(blocks(own)).toEqual(['table', ['Một', ''], ['Hai', '']]);
    const beneath = `<table><tr><td>${picture('a')}</td><td>${picture('b')}</td></tr><tr><td>Một</td><td>Hai</td></tr></table>`;
    expect(blocks(beneath)).toEqual(['table', ['Một', ''], ['Hai', '']]);
  });

  test('in a table for layout or in a list they are no part of a table', () => {
    const { content } = parsed(`<table><tr><td>${picture('a')}<p>Một</p></td></tr></table>`);
    expect(content?.map(({ type }) => type)).toEqual(['upload', 'paragraph']);
    const nested = `<table><tr><td><table><tr><td>${picture('a')}</td><td>Một</td></tr></table></td></tr></table>`;
    expect(blocks(nested)).toEqual(['table', ['Một', '']]);
  });
});

describe('from social sites', () => {
  test('lines, emoji and hashtags of a Facebook post are kept, without its links and buttons', async () => {
    const html =
      '<div dir="auto" style="text-align:start"><span><img height="16" width="16" alt="📍" src="https://static.xx.fbcdn.net/images/emoji.php/v9/1.png"></span> Cảng Đình Vũ</div><div dir="auto"><img height="16" width="16" alt="👩‍🎓" src="https://static.xx.fbcdn.net/2.png"> Mở cửa 8h <a href="https://www.facebook.com/hashtag/catba?__eep__=6&__cft__[0]=AZ&__tn__=*NK-R">#CátBà</a> <a href="https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.vn%2Fa%3Ffbclid%3D1&h=x">example.vn</a></div><div role="button" tabindex="0">Xem thêm</div>';
    expect(pasted(html)).toBe(
      '<p>📍 Cảng Đình Vũ</p><p>👩‍🎓 Mở cửa 8h #CátBà <a href="https://example.vn/a">example.vn</a></p>',
    );
    expect(await noticeOf(html)).toBe(null);
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
  test('a figure with a caption becomes a placeholder that carries caption and credit', async () => {
    const figure = (caption: string) =>
      `<p>Một</p><figure><img src="https://bao.example/cang.jpg" alt="Cầu tàu"><figcaption>${caption}</figcaption></figure><p>Hai</p>`;
    const html = figure('Cảng Đình Vũ (Ảnh: Nguyễn Văn B)');
    expect(parsed(html).content?.map(({ type }) => type)).toEqual(['paragraph', 'upload', 'paragraph']);
    const attrs = { caption: 'Cảng Đình Vũ', credit: 'Nguyễn Văn B', alt: 'Cầu tàu', needsFile: true };
    expect(parsed(html).content?.[1]?.attrs).toMatchObject(attrs);
    expect(parsed(figure('Cảng Đình Vũ <em>Ảnh: Nguyễn Văn B</em>')).content?.[1]?.attrs).toMatchObject(
      attrs,
    );
    expect(await noticeOf(html)).toBe(null);
  });

  test('a figure without a picture is text', () => {
    expect(pasted('<figure><blockquote>Lời</blockquote><figcaption>Ông A</figcaption></figure>')).toBe(
      '<blockquote><p>Lời</p></blockquote><p>Ông A</p>',
    );
    expect(pasted('<ul><li>một<figure><img alt="ảnh"><figcaption>b</figcaption></figure></li></ul>')).toBe(
      '<ul><li><p>một</p><p>b</p></li></ul>',
    );
  });

  test('the caption of a table stays before it', () => {
    const cells = '<tr><td>1</td><td>2</td></tr>';
    const table = '<table><tbody><tr><td><p>1</p></td><td><p>2</p></td></tr></tbody></table>';
    expect(pasted(`<table><caption>Sản lượng</caption>${cells}</table>`)).toBe(`<p>Sản lượng</p>${table}`);
    expect(
      pasted(`<figure><table>${cells}</table><figcaption>Nguồn: Tổng cục Thống kê</figcaption></figure>`),
    ).toBe(`${table}<p>Nguồn: Tổng cục Thống kê</p>`);
  });

  test('scripts, styles, images, forms and hidden elements are removed', () => {
    const html =
      '<style>p{color:red}</style><script>alert(1)</script><div onclick="x()"><p style="color:red" class="a">Chữ<img src="https://example.vn/pixel.gif" width="1" onerror="alert(1)"></p><form><input value="x"><button>Gửi</button></form><p style="display:none">ẩn</p><svg><text>hình</text></svg></div>';
    expect(pasted(html)).toBe('<p>Chữ</p>');
  });

  test('links lose tracking parameters, invalid links are removed', () => {
    const html =
      '<p><a href="https://example.vn/a?id=7&utm_source=fb&fbclid=x">a</a> <a href="javascript:alert(1)">b</a> <a href="/trang">c</a> <a href="file:///C:/x.docx">d</a> <a href="mailto:toasoan@example.vn">e</a></p>';
    expect(pasted(html)).toBe(
      '<p><a href="https://example.vn/a?id=7">a</a> b c d <a href="mailto:toasoan@example.vn">e</a></p>',
    );
  });

  test('divs become paragraphs', () => {
    expect(pasted('<div>một<div>hai</div></div><span>ba</span>')).toBe('<p>một</p><p>hai</p><p>ba</p>');
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

  test('a figure from the desk of another newsroom keeps its text and asks for the picture', () => {
    const figure = (origin: string) =>
      `<p data-pm-slice="1 0 []">Một</p><figure data-media-id="m-1" data-alt="Tàu" data-desk="${origin}"><figcaption>Tàu vào cảng</figcaption><small data-credit="">Lan</small></figure>`;
    const types = (html: string) => parsed(html).content?.map(({ type }) => type);
    expect(types(figure(location.origin))).toEqual(['paragraph', 'figure']);
    expect(types(figure('https://khac.example'))).toEqual(['paragraph', 'upload']);
    expect(parsed(figure('https://khac.example')).content?.[1]?.attrs).toMatchObject({
      caption: 'Tàu vào cảng',
      credit: 'Lan',
      alt: 'Tàu',
      needsFile: true,
    });
  });

  test('forged editor HTML is reduced to the schema', () => {
    const html =
      '<div><p data-pm-slice="1 1 []" onclick="x()">a<img src=x onerror=alert(1)><a href="javascript:alert(1)" id="x">b</a></p><h1>Lớn</h1><figure data-media-id="../../etc" data-layout="x"><figcaption>c</figcaption></figure></div>';
    expect(cleanHtml(html)).toBe(
      '<p data-pm-slice="1 1 []">a<a>b</a></p><h2>Lớn</h2><figure><figcaption>c</figcaption></figure>',
    );
  });
});
