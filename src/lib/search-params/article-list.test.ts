import { expect, test } from 'vitest';
import { emptySearch, type ListSearch, listSearchParams, parseListSearch } from './article-list.ts';

const parse = (query: string) => parseListSearch(new URLSearchParams(query));

test.each<Partial<ListSearch>>([
  {},
  { view: 'review', q: 'cầu Rào & phà' },
  { categoryId: 'c1', authorId: 'u1', time: 'week', sort: 'title' },
  { time: { from: '2026-11-01', to: null } },
  { time: { from: '2026-11-01', to: '2026-11-20' } },
])('a search comes back out of its address: %j', (search) => {
  expect(parseListSearch(listSearchParams(search))).toEqual({ ...emptySearch, ...search });
});

test('an address that says nothing new is empty', () => {
  expect(listSearchParams(emptySearch).toString()).toBe('');
});

test('what the address gets wrong is left out', () => {
  expect(parse('view=nonsense&sort=nonsense&time=2026-13-45..')).toEqual(emptySearch);
});
