import { beforeEach, expect, test, vi } from 'vitest';
import type { PageResponse } from '../../domain/page-data.ts';

beforeEach(() => {
  vi.resetModules();
  vi.restoreAllMocks();
});

async function aPage(responses: PageResponse[]) {
  document.body.innerHTML = `<script type="application/json" id="page-data">${JSON.stringify(responses)}</script>`;
  const { takePageResponse } = await import('./page-data.ts');
  return (path: string, init?: RequestInit) =>
    takePageResponse(new Request(new URL(path, location.href), init));
}

const list = { path: '/api/articles?limit=30&view=all', status: 200, body: { items: [] } };

test('a response of the page is taken once, whatever the order of its parameters', async () => {
  const take = await aPage([list]);
  const response = take('/api/articles?view=all&limit=30');
  expect(await response?.json()).toEqual({ items: [] });
  expect(take('/api/articles?view=all&limit=30')).toBeUndefined();
  expect(document.getElementById('page-data')).toBeNull();
});

test('another request, a change, and a page that has been open for a while go to the server', async () => {
  const take = await aPage([list, { path: '/api/me', status: 401, body: { code: 'unauthenticated' } }]);
  expect(take('/api/articles?view=mine&limit=30')).toBeUndefined();
  expect(take('/api/me', { method: 'POST' })).toBeUndefined();
  expect(take('/api/me')?.status).toBe(401);
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 11_000);
  expect(take(list.path)).toBeUndefined();
});
