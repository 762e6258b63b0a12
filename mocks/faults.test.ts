import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseFaults } from './faults.ts';
import { type MockApi, startMockApi } from './node.ts';

let mock: MockApi;
beforeAll(async () => {
  mock = await startMockApi({ origin: 'http://desk.test' });
});
beforeEach(() => mock.reset());
afterAll(() => mock.close());

const get = (path: string) => fetch(`${mock.origin}${path}`);
const post = (path: string, body: object) =>
  fetch(`${mock.origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('offline fails every request until it is switched off', async () => {
  mock.faults.set('offline', true);
  await expect(get('/api/health')).rejects.toThrow();
  mock.faults.set('offline', false);
  expect((await get('/api/health')).status).toBe(200);
});

test('500 answers every request but sign-in with a problem', async () => {
  mock.faults.set('500', true);
  await mock.signIn('phongvien@demo.test');
  const response = await get('/api/articles');
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({ code: 'internal' });
});

test('expired ends the session until the next sign-in', async () => {
  await mock.signIn('phongvien@demo.test');
  mock.faults.set('expired', true);
  expect((await get('/api/me')).status).toBe(401);
  await mock.signIn('phongvien@demo.test');
  expect((await get('/api/me')).status).toBe(200);
  expect(mock.faults.list()).toEqual([]);
});

test('409 is answered by the backend itself, with the current content', async () => {
  await mock.fillNewsroom();
  await mock.signIn('bientap@demo.test');
  const list = (await (await get('/api/articles?view=review')).json()) as { items: { id: string }[] };
  const id = list.items[0]?.id;
  const { contentHash, title } = (await (await get(`/api/articles/${id}/content`)).json()) as Record<
    string,
    string
  >;
  mock.faults.set('409', true);
  const publish = () => post(`/api/articles/${id}/transitions`, { transition: 'publish', contentHash });
  const refused = await publish();
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    code: 'content-changed',
    data: { currentHash: contentHash, current: { title } },
  });
  expect((await publish()).status, 'only the first one').toBe(200);
});

test('an address may name several faults; unknown names are ignored', () => {
  expect(parseFaults('slow,offline,fire')).toEqual(['slow', 'offline']);
  expect(parseFaults('')).toEqual([]);
});
