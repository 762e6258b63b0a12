import { expect, test } from 'vitest';
import { editor } from '../../locales/vi/editor.ts';
import { blockNames } from '../commands.ts';
import { findItems } from './slash-items.ts';

const items = blockNames.map((name) => ({
  name,
  label: editor.blocks[name],
  terms: editor.slash.terms[name],
}));
const found = (query: string) => findItems(items, query).map(({ name }) => name);

test('without a query all items are listed in order', () => {
  expect(found('')).toEqual([...blockNames]);
});

test.each([
  ['anh', 'picture'],
  ['Ảnh', 'picture'],
  ['hinh', 'picture'],
  ['thu vien', 'libraryPicture'],
  ['bang', 'table'],
  ['trich', 'quote'],
  ['h3', 'heading3'],
  ['danh sach danh', 'orderedList'],
  ['duong ke', 'rule'],
])('%j finds %s first', (query, name) => {
  expect(found(query)[0]).toBe(name);
});

test('a label that starts with the query ranks before one that contains it', () => {
  expect(found('d')).toEqual([
    'heading2',
    'heading3',
    'heading4',
    'bulletList',
    'orderedList',
    'rule',
    'quote',
  ]);
});

test('an unknown query matches nothing', () => {
  expect(found('video')).toEqual([]);
});
