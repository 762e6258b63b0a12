import { type NodeType, DOMParser as SchemaParser } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import { bodySchema } from '../../../domain/document/extensions.ts';
import { picturesInHtml } from '../paste/pasted-images.ts';
import { creditMatches } from './credit-matches.ts';
import { oneLine, sliceAsLine } from './one-line.ts';

function pasted(html: string, target: NodeType | undefined): string {
  if (!target) throw new Error('No such node');
  const page = new DOMParser().parseFromString(html, 'text/html');
  const line = sliceAsLine(SchemaParser.fromSchema(bodySchema).parseSlice(page.body), target);
  const pieces: string[] = [];
  line.forEach((node) => {
    pieces.push([node.text, ...node.marks.map(({ type }) => type.name)].join('/'));
  });
  return pieces.join(' + ');
}

test('several pasted paragraphs become one line with spaces between', () => {
  expect(pasted('<p>Một</p><p> Hai </p><ul><li>Ba</li></ul>', bodySchema.nodes.caption)).toBe('Một Hai Ba');
});

test('a caption keeps bold, italic and links, a credit keeps no marks', () => {
  const html = '<p><b>Cảng</b> <u>mới</u> <a href="https://cang.example/">ở đây</a></p>';
  expect(pasted(html, bodySchema.nodes.caption)).toBe('Cảng/bold +  mới  + ở đây/link');
  expect(pasted(html, bodySchema.nodes.credit)).toBe('Cảng mới ở đây');
});

test('one line is in NFC, without line breaks and doubled spaces', () => {
  expect(oneLine('  Ca\u0309ng\n\n Ha\u0309i\u00a0 Phòng ')).toBe('Cảng Hải Phòng');
});

test('recent credits are found without accents, those that begin with the text first', () => {
  const recent = ['Báo Hải Phòng', 'Hải Miên', 'Nguyễn Hồng Phong', 'Hải Miên'];
  expect(creditMatches(recent, 'hai')).toEqual(['Hải Miên', 'Báo Hải Phòng']);
  expect(creditMatches(recent, 'phong nguyen')).toEqual(['Nguyễn Hồng Phong']);
  expect(creditMatches(recent, '')).toEqual(['Báo Hải Phòng', 'Hải Miên', 'Nguyễn Hồng Phong']);
  expect(creditMatches(recent, 'Hải Miên')).toEqual([]);
  expect(creditMatches(recent, 'Trần')).toEqual([]);
});

test('pictures that travel in pasted HTML become files, those on other sites are counted', async () => {
  const html =
    '<p><img src="data:image/png;base64,iVBORw0KGgo="><img src="https://bao.example/anh.jpg">' +
    '<img src="file:///C:/anh.png"><img src="https://bao.example/p.gif" width="1" height="1">' +
    '<img src="data:image/svg+xml;base64,PHN2Zy8+"></p>' +
    '<figure data-media-id="a"><img src="/media/a/640.webp"></figure>';
  const { files, remoteCount } = picturesInHtml(html);
  expect(files.map(({ name, type, size }) => [name, type, size])).toEqual([['1.png', 'image/png', 8]]);
  expect(remoteCount).toBe(3);
});
