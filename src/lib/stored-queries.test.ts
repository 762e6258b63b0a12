import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from './api.ts';
import { ApiProblem } from './problem.ts';
import { forgetSession, sessionStarted } from './session.ts';
import { restoreQueries, storeQueries } from './stored-queries.ts';

const hour = 3_600_000;
const viewer = { id: 'lan', name: 'Lan', role: 'editor' } as never;
const listKey = (input: object) => [['articles', 'list'], { type: 'infinite', input }];

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Answer = [queryKey: readonly unknown[], answer: unknown];
const me: Answer = [api.session.me.queryKey(), viewer];

/** A client that has fetched these, and stored them. */
async function fetched(answers: Answer[]): Promise<QueryClient> {
  const client = new QueryClient();
  storeQueries(client);
  for (const [queryKey, answer] of answers) await client.fetchQuery({ queryKey, queryFn: () => answer });
  await vi.advanceTimersByTimeAsync(1_000);
  return client;
}

test('the next visit has the answers, and asks for each again', async () => {
  await fetched([[api.session.me.queryKey(), viewer]]);
  const next = new QueryClient();
  expect(restoreQueries(next)).toBe(true);
  expect(next.getQueryData(api.session.me.queryKey())).toEqual(viewer);
  expect(next.getQueryState(api.session.me.queryKey())?.isInvalidated).toBe(true);
});

test('of a list its first page is stored; searches and other queries are not', async () => {
  const pages = { pages: [{ items: [1] }, { items: [2] }], pageParams: [null, 'next'] };
  await fetched([
    me,
    [listKey({ view: 'all' }), pages],
    [listKey({ view: 'all', q: 'cảng' }), pages],
    [[['audit', 'list'], { type: 'query' }], ['secret']],
  ]);
  const next = new QueryClient();
  restoreQueries(next);
  expect(next.getQueryData(listKey({ view: 'all' }))).toEqual({
    pages: [{ items: [1] }],
    pageParams: [null],
  });
  expect(next.getQueryCache().getAll()).toHaveLength(2);
});

test('the answers are deleted with the session, and too old ones are not shown', async () => {
  sessionStarted(viewer);
  const client = await fetched([[api.session.me.queryKey(), viewer]]);
  expect(restoreQueries(new QueryClient(), Date.now() + 8 * 24 * hour)).toBe(false);
  expect(restoreQueries(new QueryClient(), Date.now() + 6 * 24 * hour)).toBe(true);
  await client.fetchQuery({ queryKey: api.newsroom.get.queryKey(), queryFn: () => null });
  forgetSession();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(restoreQueries(new QueryClient())).toBe(false);
  expect(localStorage).toHaveLength(0);
});

test('an article that the server no longer shows is not shown from the device, unlike one it could not be asked for', async () => {
  const [deleted, unreachable] = ['deleted', 'unreachable'].map((id) =>
    api.articles.get.queryKey({ input: { id } }),
  );
  await fetched([me, ...[deleted, unreachable].map((key): Answer => [key ?? [], { title: 'Cảng' }])]);
  const next = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  restoreQueries(next);
  storeQueries(next);
  const fail = (code: 'not-found' | 'offline', status: number) => () =>
    Promise.reject(new ApiProblem({ code, status }));
  await next.prefetchQuery({ queryKey: deleted ?? [], queryFn: fail('not-found', 404) });
  await next.prefetchQuery({ queryKey: unreachable ?? [], queryFn: fail('offline', 0) });
  expect(next.getQueryState(deleted ?? [])).toMatchObject({ data: undefined, status: 'error' });
  expect(next.getQueryData(unreachable ?? [])).toEqual({ title: 'Cảng' });
});

test('an answer that arrives after the sign-out is not stored', async () => {
  sessionStarted(viewer);
  const client = await fetched([me]);
  forgetSession();
  await client.fetchQuery({ queryKey: api.newsroom.get.queryKey(), queryFn: () => null });
  client.clear();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(localStorage).toHaveLength(0);
});

test('a page that is closed at once has stored its answers', async () => {
  const client = new QueryClient();
  storeQueries(client);
  await client.fetchQuery({ queryKey: api.session.me.queryKey(), queryFn: () => viewer });
  dispatchEvent(new Event('pagehide'));
  expect(restoreQueries(new QueryClient())).toBe(true);
});
