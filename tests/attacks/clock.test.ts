import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Article } from '../../domain/contract/article-schema.ts';
import type { Database } from '../../server/db/database.ts';
import { articles, publications } from '../../server/db/schema.ts';
import { anArticle, newsroomDatabase, startDesk } from '../faults/desk.ts';
import { type Caller, call, contentOf } from '../faults/requests.ts';
import { temporaryFolder } from '../hosts/server-process.ts';

/*
 * A server whose clock is wrong, on a database whose clock is right. Readers get what the database's clock says.
 */

const dayMs = 86_400_000;

/** Makes `Date` of a Node process run ahead. */
function withClock(aheadMs: number): Record<string, string> {
  const script = `const Real = Date;
globalThis.Date = class extends Real {
  constructor(...args) { if (args.length === 0) super(Real.now() + ${aheadMs}); else super(...args); }
  static now() { return Real.now() + ${aheadMs}; }
};`;
  return { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(script)}` };
}

async function aDesk(aheadMs: number) {
  const { url: databaseUrl, db, close } = await newsroomDatabase();
  const server = await startDesk({
    ...withClock(aheadMs),
    DATABASE_URL: databaseUrl,
    DATA_DIR: await temporaryFolder(),
  });
  const articleId = await anArticle(db, { stage: 'review' });
  const editor: Caller = { url: server.url, headers: await server.signIn('bientap') };
  const { contentHash } = await contentOf(editor, articleId);
  return { server, db, close, editor, articleId, contentHash, reader: { url: server.url, headers: {} } };
}

const move = (caller: Caller, id: string, request: object) =>
  call<Article>(caller, 'POST', `/api/articles/${id}/transitions`, request);

/** Where a reader meets the article, each with whether it is there. */
async function sightings(reader: Caller, db: Database, articleId: string): Promise<Record<string, boolean>> {
  const [row] = await db.select().from(articles).where(eq(articles.id, articleId));
  const page = `${row?.slug}-${row?.shortId}`;
  const textOf = async (path: string) => (await fetch(`${reader.url}${path}`)).text();
  const statusOf = async (path: string) =>
    (await fetch(`${reader.url}${path}`, { redirect: 'manual' })).status;
  return {
    article: (await statusOf(`/portal/${page}`)) === 200,
    front: (await textOf('/portal')).includes(page),
    search: (await textOf('/portal/tim-kiem?q=tau')).includes(`/portal/${page}`),
    rss: (await textOf('/portal/rss.xml')).includes(page),
    sitemap: (await textOf('/portal/sitemap/1.xml')).includes(page),
    qr: (await statusOf(`/q/${row?.shortId}`)) === 302,
    list: (await textOf('/api/portal/articles')).includes(articleId),
    api: (await statusOf(`/api/portal/articles/${articleId}`)) === 200,
  };
}

const nowhere = {
  ...{ article: false, front: false, search: false, rss: false },
  ...{ sitemap: false, qr: false, list: false, api: false },
};
const everywhere = Object.fromEntries(Object.keys(nowhere).map((place) => [place, true]));

test('a server whose clock is a day ahead publishes no scheduled article early', async () => {
  const { server, db, close, editor, reader, articleId, contentHash } = await aDesk(dayMs);
  // By the server's clock this is long past.
  const publishAt = new Date(Date.now() + 3_600_000).toISOString();
  const scheduled = await move(editor, articleId, { transition: 'schedule', contentHash, publishAt });
  expect([scheduled.status, scheduled.body.state]).toEqual([200, 'scheduled']);
  expect(await sightings(reader, db, articleId)).toEqual(nowhere);
  const counts = await call<{ scheduled: number; published: number }>(editor, 'GET', '/api/articles/counts');
  expect(counts.body).toMatchObject({ scheduled: 1, published: 0 });

  // Its time comes by the database's clock.
  const past = sql`now() - interval '1 second'`;
  await db.update(publications).set({ visibleFrom: past });
  await db.update(articles).set({ publishedAt: past }).where(eq(articles.id, articleId));
  await expect.poll(() => sightings(reader, db, articleId), { timeout: 20_000 }).toEqual(everywhere);

  const health = await call<{ clockSkewSeconds: number }>(reader, 'GET', '/api/health');
  expect(Math.abs(health.body.clockSkewSeconds - dayMs / 1000)).toBeLessThan(60);
  expect(server.output()).toContain('"event":"clock-skew"');
  await close();
});

test('a server whose clock is a day behind publishes at once, and schedules nothing into the past', async () => {
  const { server, db, close, editor, reader, articleId, contentHash } = await aDesk(-dayMs);
  // By the server's clock this is in the future.
  const publishAt = new Date(Date.now() - 3_600_000).toISOString();
  const refused = await call<{ fields: object }>(editor, 'POST', `/api/articles/${articleId}/transitions`, {
    ...{ transition: 'schedule', contentHash, publishAt },
  });
  expect([refused.status, refused.body.fields]).toEqual([422, { publishAt: 'not-future' }]);

  const before = Date.now();
  const published = await move(editor, articleId, { transition: 'publish', contentHash });
  expect([published.status, published.body.state]).toEqual([200, 'published']);
  const visibleFrom = new Date(published.body.publication?.visibleFrom ?? 0).getTime();
  expect(visibleFrom).toBeGreaterThanOrEqual(before - 1_000);
  expect(await sightings(reader, db, articleId)).toEqual(everywhere);

  const health = await call<{ clockSkewSeconds: number }>(reader, 'GET', '/api/health');
  expect(Math.abs(health.body.clockSkewSeconds + dayMs / 1000)).toBeLessThan(60);
  expect(server.output()).toContain('"event":"clock-skew"');
  await close();
});
