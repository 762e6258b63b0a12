import { expect, test } from 'vitest';
import { emptySearch, type ListSearch, listSearchParams, parseListSearch, timeRange } from './list-search.ts';

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

test('days are days of the newsroom', () => {
  // 01:30 on 24 November in Hải Phòng, still the 23rd in Greenwich.
  const now = new Date('2026-11-23T18:30:00Z');
  expect(timeRange('today', now)).toEqual({ from: '2026-11-24T00:00:00+07:00' });
  expect(timeRange('week', now)).toEqual({ from: '2026-11-18T00:00:00+07:00' });
});

test('the last day of a range belongs to it', () => {
  expect(timeRange({ from: '2026-11-01', to: '2026-11-30' }, new Date())).toEqual({
    from: '2026-11-01T00:00:00+07:00',
    to: '2026-12-01T00:00:00+07:00',
  });
});
