import { expect, test } from 'vitest';
import { emptySearch, type ListSearch, listSearchParams, parseListSearch } from './article-list.ts';

const parse = (query: string) => parseListSearch(new URLSearchParams(query));

test.each<Partial<ListSearch>>([
  {},
  { view: 'review', q: 'cầu Rào & phà' },
  { categoryId: 'c1', authorId: 'u1', time: 'week', sort: 'title' },
  { time: { from: '2026-11-01', to: null } },
  { time: { from: '2026-11-01', to: '2026-11-20' } },
])('a search survives the URL: %j', (search) => {
  expect(parseListSearch(listSearchParams(search))).toEqual({ ...emptySearch, ...search });
});

test('default values are left out of the URL', () => {
  expect(listSearchParams(emptySearch).toString()).toBe('');
});

test('invalid values in the URL are ignored', () => {
  expect(parse('view=nonsense&sort=nonsense&time=2026-13-45..')).toEqual(emptySearch);
});
