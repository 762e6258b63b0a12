import { describe, expect, test } from 'vitest';
import { cleanHtml } from './clean-html.ts';
import { emptyReport } from './paste-report.ts';
import { fileOfDataUrl, isWebAddress } from './pasted-images.ts';

/** The blocks of a paste: text, or the source of a picture. */
function blocks(html: string) {
  const report = emptyReport();
  const { body } = new DOMParser().parseFromString(cleanHtml(html, report), 'text/html');
  const sources = new Map(report.pictures.map(({ uploadId, source }) => [uploadId, source]));
  const found = Array.from(body.children, (block) => {
    const id = block.getAttribute('data-upload-id');
    return id === null ? block.textContent : { source: sources.get(id), alt: block.getAttribute('data-alt') };
  });
  return { found, report };
}

const picture = (source: string, alt = '') => ({ source, alt });

describe('the pictures of pasted HTML', () => {
  test('from Google Docs have placeholders at their places', () => {
    const { found } = blocks(
      '<b id="docs-internal-guid-1f"><p><span>Một</span></p><p><span><span><img src="https://lh7-rt.googleusercontent.com/docsz/AD_1?key=x" width="602" height="401"></span></span></p><p>Hai<img src="https://lh7-rt.googleusercontent.com/docsz/AD_2?key=x" alt="Cầu tàu">ba</p></b>',
    );
    expect(found).toEqual([
      'Một',
      picture('https://lh7-rt.googleusercontent.com/docsz/AD_1?key=x'),
      'Hai',
      picture('https://lh7-rt.googleusercontent.com/docsz/AD_2?key=x', 'Cầu tàu'),
      'ba',
    ]);
  });

  test('from web pages have the address that is shown, also where it is loaded late', () => {
    const { found } = blocks(
      '<p>Một</p><a href="https://bao.example/"><picture><source srcset="https://bao.example/a.webp"><img src="https://bao.example/a.jpg"></picture></a><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="https://bao.example/b.jpg"><noscript><img src="https://bao.example/b.jpg"></noscript><figure><img src="https://bao.example/c.jpg"></figure><img width="1" height="1" src="https://bao.example/p.gif"><img width="24" height="24" src="https://bao.example/icon.png"><img>',
    );
    expect(found).toEqual([
      'Một',
      picture('https://bao.example/a.jpg'),
      picture('https://bao.example/b.jpg'),
      picture('https://bao.example/c.jpg'),
    ]);
  });

  test('in lists, quotes and headings come behind them, in reading order', () => {
    const image = (name: string) => `<img src="https://bao.example/${name}.jpg">`;
    const { found } = blocks(
      `<ul><li>Một${image('a')}<ul><li>${image('b')}Hai</li></ul></li></ul><blockquote><p>Lời${image('c')}</p></blockquote><h2>Mục ${image('d')}</h2><p>Hết</p>`,
    );
    expect(found).toEqual([
      'MộtHai',
      picture('https://bao.example/a.jpg'),
      picture('https://bao.example/b.jpg'),
      'Lời',
      picture('https://bao.example/c.jpg'),
      'Mục',
      picture('https://bao.example/d.jpg'),
      'Hết',
    ]);
  });

  test('beyond those that are uploaded at once are left out and counted', () => {
    const { found, report } = blocks('<img src="https://bao.example/a.jpg">'.repeat(25));
    expect([found.length, report.remoteImages]).toEqual([20, 5]);
  });

  test('cannot be forged with a placeholder of the page', () => {
    const { found } = blocks('<div data-pasted-figure data-source="https://x.example/a.jpg">Chữ</div>');
    expect(found).toEqual(['Chữ']);
  });
});

test('embedded pictures become files, of supported types only', () => {
  const file = fileOfDataUrl('data:image/png;base64,iVBORw0KGgo=', 3);
  expect([file?.name, file?.type, file?.size]).toEqual(['3.png', 'image/png', 8]);
  expect(fileOfDataUrl('data:image/svg+xml;base64,PHN2Zy8+', 1)).toBeNull();
  expect(fileOfDataUrl('https://bao.example/a.png', 1)).toBeNull();
});

test.each([
  ['https://bao.example/a.jpg', true],
  ['http://bao.example/a.jpg', true],
  ['blob:https://docs.example/1', false],
  ['file:///C:/anh.png', false],
  ['/anh.png', false],
])('%s can be fetched by the server: %s', (source, expected) => {
  expect(isWebAddress(source)).toBe(expected);
});
