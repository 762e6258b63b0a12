import type { Page } from '@playwright/test';
import { expect, test } from './test.ts';

/** Sends a request from the page; the mock responds as the server would. */
async function sendRequest<Body>(page: Page, method: string, path: string, body?: object, headers = {}) {
  return page.evaluate(
    async ([verb, address, json, more]) => {
      const response = await fetch(address, {
        method: verb,
        headers: { ...(json && { 'content-type': 'application/json' }), ...more },
        body: json || null,
      });
      return { status: response.status, body: await response.json() };
    },
    [method, path, body ? JSON.stringify(body) : '', headers] as const,
  ) as Promise<{ status: number; body: Body }>;
}

type Article = { id: string; etag: string; slug: string | null };

test('tabs have separate sessions and shared data, even after the first one closes', async ({ as }) => {
  const journalist = await as('journalist');
  const editor = await as('editor');
  const { body: created } = await sendRequest<Article>(journalist, 'POST', '/api/articles', {});
  expect((await sendRequest<Article>(editor, 'GET', `/api/articles/${created.id}`)).status).toBe(200);
  expect((await sendRequest<{ role: string }>(editor, 'GET', '/api/me')).body.role).toBe('editor');

  // The database runs in the first tab; the other one takes over.
  await journalist.close();
  const { body: later } = await sendRequest<Article>(editor, 'POST', '/api/articles', {});
  const { body: list } = await sendRequest<{ items: Article[] }>(editor, 'GET', '/api/articles?limit=2');
  expect(list.items.map(({ id }) => id).sort()).toEqual([created.id, later.id].sort());
});

test('responses are persisted before an immediate reload', async ({ as }) => {
  const page = await as('journalist');
  for (let round = 0; round < 2; round += 1) {
    const { body: created } = await sendRequest<Article>(page, 'POST', '/api/articles', {});
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect((await sendRequest(page, 'GET', `/api/articles/${created.id}`)).status).toBe(200);
  }
});

test('a slug that is taken is refused with a field error, as on the server', async ({
  as,
  expectedStatuses,
}) => {
  expectedStatuses.add(422);
  const page = await as('editor');
  const [one, other] = await Promise.all([
    sendRequest<Article>(page, 'POST', '/api/articles', {}),
    sendRequest<Article>(page, 'POST', '/api/articles', {}),
  ]);
  const rename = ({ body: { id, etag } }: { body: Article }) =>
    sendRequest(
      page,
      'PATCH',
      `/api/articles/${id}`,
      { slug: 'cung-mot-duong-dan' },
      { 'if-match': `"${etag}"` },
    );
  expect((await rename(one)).status).toBe(200);
  expect(await rename(other)).toMatchObject({
    status: 422,
    body: { code: 'invalid', fields: { slug: 'taken' } },
  });
});

test('a portal address shows the portal page with its pictures', async ({ as, asReader }) => {
  const editor = await as('editor');
  const { body } = await sendRequest<{ items: { portalPath: string; title: string }[] }>(
    editor,
    'GET',
    '/api/articles?view=published&q=cang nuoc sau',
  );
  const [article] = body.items;
  if (!article) throw new Error('The demo newsroom has no such article');
  const reader = await asReader();
  await reader.goto(article.portalPath);
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText(article.title);
  const picture = reader.locator('figure img').first();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
});
