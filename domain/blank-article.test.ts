import { expect, test } from 'vitest';
import { isBlankArticle } from './blank-article.ts';
import type { NodeJson } from './document/content.ts';

const noFields = { categoryId: null, tags: [], source: null, coverMediaId: null, relatedIds: [], slug: null };
const contentWith = (...blocks: NodeJson[]) => ({
  title: '',
  lead: ' ',
  body: { type: 'doc', content: blocks },
});
const paragraph = (text: string): NodeJson => ({
  type: 'paragraph',
  ...(text && { content: [{ type: 'text', text }] }),
});

test('an article without text and fields is blank, also with empty paragraphs', () => {
  expect(isBlankArticle(contentWith(paragraph('')), noFields)).toBe(true);
  expect(isBlankArticle(contentWith(paragraph(''), paragraph('  ')), noFields)).toBe(true);
});

test.each([
  ['a title', { ...contentWith(), title: 'Cảng' }, noFields],
  ['a lead', { ...contentWith(), lead: 'Sáng nay.' }, noFields],
  ['a letter', contentWith(paragraph('a')), noFields],
  ['a picture on its way', contentWith({ type: 'upload' }), noFields],
  ['a table without text', contentWith({ type: 'table' }), noFields],
  ['a category', contentWith(), { ...noFields, categoryId: 'c1' }],
  ['a tag', contentWith(), { ...noFields, tags: ['cảng'] }],
  ['a source', contentWith(), { ...noFields, source: { name: 'Báo nhà', url: null } }],
  ['a slug', contentWith(), { ...noFields, slug: 'cang' }],
  ['a related article', contentWith(), { ...noFields, relatedIds: ['a2'] }],
])('with %s it is not', (_name, content, fields) => {
  expect(isBlankArticle(content, fields)).toBe(false);
});
