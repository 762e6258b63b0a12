import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stateType } from '../../../domain/contract/article-state.ts';
import { documentKey } from './local-database.ts';

const copies = vi.hoisted((): string[] => []);
vi.mock('./local-database.ts', async (importOriginal) => ({
  ...(await importOriginal<object>()),
  openLocalDatabase: async () => ({ getAllKeys: async () => copies, close() {} }),
}));

const respond = vi.fn<(url: URL, init: RequestInit) => Promise<Response>>();

beforeEach(() => {
  vi.stubGlobal('location', { href: 'https://desk.test/articles' });
  vi.stubGlobal('fetch', respond);
  vi.resetModules();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  respond.mockReset();
  copies.length = 0;
});

const load = () => import('./server-state.ts');
const aState = () =>
  new Response(new Uint8Array([1, 2]), { headers: { 'content-type': stateType, etag: 'W/"a"' } });

test('a document is requested once by a hover and the opening, and again by the next opening', async () => {
  respond.mockImplementation(async () => aState());
  const { prefetchState, takeState } = await load();
  prefetchState('bai-1', 'lan');
  prefetchState('bai-1', 'lan');
  expect(await takeState('bai-1', 'lan')).toEqual(new Uint8Array([1, 2]));
  expect(respond).toHaveBeenCalledOnce();
  expect(respond.mock.calls[0]?.[0].pathname).toBe('/api/articles/bai-1/state');
  await takeState('bai-1', 'lan');
  expect(respond).toHaveBeenCalledTimes(2);
});

test('a document that was requested a while ago is asked for with its ETag', async () => {
  respond.mockResolvedValueOnce(aState()).mockResolvedValueOnce(new Response(null, { status: 304 }));
  const { prefetchState, takeState } = await load();
  const now = vi.spyOn(performance, 'now').mockReturnValue(0);
  prefetchState('bai-1', 'lan');
  await vi.waitFor(() => expect(respond).toHaveBeenCalledOnce());
  now.mockReturnValue(15_000);
  expect(await takeState('bai-1', 'lan')).toEqual(new Uint8Array([1, 2]));
  expect(respond.mock.calls[1]?.[1].headers).toEqual({ 'if-none-match': 'W/"a"' });
});

test('nothing is requested where this browser has a copy of this account', async () => {
  copies.push(documentKey('bai-1', 'lan'));
  respond.mockImplementation(async () => aState());
  const { takeState } = await load();
  expect(await takeState('bai-1', 'lan')).toBeNull();
  expect(respond).not.toHaveBeenCalled();
  expect(await takeState('bai-1', 'hung')).not.toBeNull();
});

test('a failed request, or a page of something else, is no document', async () => {
  respond
    .mockRejectedValueOnce(new TypeError('offline'))
    .mockResolvedValueOnce(new Response('{}', { status: 404 }))
    .mockResolvedValueOnce(new Response('<p>Đăng nhập Wi-Fi</p>'));
  const { takeState } = await load();
  for (let attempt = 0; attempt < 3; attempt += 1) expect(await takeState('bai-1', 'lan')).toBeNull();
});
