import { expect, test, vi } from 'vitest';
import { readPageData } from './page-data.ts';

function anApi(statusOf: (path: string) => number = () => 200, role = 'editor') {
  return vi.fn(async (path: string) =>
    Response.json(path === '/api/me' ? { role } : { path }, {
      status: statusOf(path),
      headers: { 'set-cookie': 'session=renewed' },
    }),
  );
}

const read = async (path: string, api = anApi()) => {
  const data = await readPageData(new URL(path, 'http://desk.test'), api);
  return { paths: (await data?.responses)?.map((response) => response.path), setCookies: data?.setCookies };
};

const always = ['/api/me', '/api/newsroom', '/api/categories', '/api/people'];
const onList = [...always, '/api/articles/counts', '/api/account'];

test.each([
  ['/', [...onList, '/api/articles?limit=30&sort=updated&view=review']],
  ['/articles?view=all&sort=title', [...onList, '/api/articles?limit=30&sort=title&view=all']],
  ['/articles?view=no', [...onList, '/api/articles?limit=30&sort=updated&view=review']],
  ['/articles?q=cảng', onList],
  ['/articles/7d1', [...always, '/api/articles/7d1']],
  ['/sign-in', undefined],
  ['/articles/7d1/review', undefined],
])('%s carries its data', async (path, paths) => {
  expect((await read(path)).paths).toEqual(paths);
});

test('a journalist sees their own articles first', async () => {
  const { paths } = await read(
    '/articles',
    anApi(() => 200, 'journalist'),
  );
  expect(paths).toContain('/api/articles?limit=30&sort=updated&view=mine');
});

test('without a session the page says so, and carries nothing else', async () => {
  const api = anApi(() => 401);
  expect(await read('/articles', api)).toEqual({ paths: ['/api/me'], setCookies: ['session=renewed'] });
  expect(api).toHaveBeenCalledOnce();
});

test('a refused response is left out, and so is all while the server is overloaded', async () => {
  const isRefused = (path: string) => (path === '/api/articles/7d1' ? 403 : 200);
  expect((await read('/articles/7d1', anApi(isRefused))).paths).toEqual(always);
  expect(
    (
      await read(
        '/articles',
        anApi(() => 503),
      )
    ).paths,
  ).toEqual([]);
});

test('a page does not wait for slow data', async () => {
  vi.useFakeTimers();
  const api = vi.fn((path: string) =>
    path === '/api/me'
      ? Promise.resolve(Response.json({ role: 'editor' }))
      : new Promise<Response>(() => undefined),
  );
  const data = await readPageData(new URL('http://desk.test/articles'), api);
  await vi.advanceTimersByTimeAsync(3_000);
  expect((await data?.responses)?.map(({ path }) => path)).toEqual(['/api/me']);

  const unanswered = readPageData(new URL('http://desk.test/articles'), () => new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await unanswered).toBeNull();
  vi.useRealTimers();
});
