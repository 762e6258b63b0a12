import { type NodeType, DOMParser as SchemaParser } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import { bodySchema } from '../../../domain/document/extensions.ts';
import { sliceToInline } from './figure-input.ts';

function pasted(html: string, target: NodeType | undefined): string {
  if (!target) throw new Error('No such node');
  const page = new DOMParser().parseFromString(html, 'text/html');
  const content = sliceToInline(SchemaParser.fromSchema(bodySchema).parseSlice(page.body), target);
  const texts: string[] = [];
  content.forEach((node) => {
    texts.push([node.text, ...node.marks.map(({ type }) => type.name)].join('/'));
  });
  return texts.join(' + ');
}

test('several pasted paragraphs become one line with spaces between', () => {
  expect(pasted('<p>Một</p><p> Hai </p><ul><li>Ba</li></ul>', bodySchema.nodes.caption)).toBe('Một Hai Ba');
});

test('a caption keeps bold, italic and links, a credit keeps no marks', () => {
  const html = '<p><b>Cảng</b> <u>mới</u> <a href="https://cang.example/">ở đây</a></p>';
  expect(pasted(html, bodySchema.nodes.caption)).toBe('Cảng/bold +  mới  + ở đây/link');
  expect(pasted(html, bodySchema.nodes.credit)).toBe('Cảng mới ở đây');
});
