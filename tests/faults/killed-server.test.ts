import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkContent } from '../../domain/document/check.ts';
import type { ContentJson } from '../../domain/document/content.ts';
import { blockText } from '../../domain/document/to-text.ts';
import { seedPeople } from '../../mocks/seed.ts';
import type { Database } from '../../server/db/database.ts';
import { openPglite } from '../../server/node/db/pglite.ts';
import { temporaryFolder } from '../hosts/server-process.ts';
import { createNetwork, installBrowser, openPage, untilReady } from './browser.ts';
import { anArticle, type DeskProcess, newsroomDatabase, type Person, startDesk, userIdOf } from './desk.ts';
import { countMarkers, marker, type } from './markers.ts';
import { openLedger, runOf } from './rounds.ts';

/*
 * The server is killed while ten people type. It restarts on an unknown port, so that the check covers stored edits and
 * not those that clients resend; they reconnect afterwards.
 */

const people: Person[] = ['phongvien', 'phongvien2', 'bientap', 'quantri'];
const editors = 10;
/** Ten people type five markers a second each. */
const keyEveryMs = 200;
/** The promise is five seconds; a machine that is busy with other tests gets more. */
const readyAtMostMs = 45_000;

installBrowser();

const places = {
  'PGlite in a folder': { full: 100, short: 1, prepare: preparePglite },
  PostgreSQL: { full: 100, short: 2, prepare: preparePostgres },
};

test.for(Object.entries(places))('SIGKILL of the server under load, on %s', async ([place, sizes]) => {
  const run = runOf(sizes);
  const ledger = openLedger(`killed-server, ${place}`, run);
  const { environment, articleIds } = await sizes.prepare();
  let server = await startDesk(environment);
  const sessions = await Promise.all(people.map((person) => server.signIn(person)));
  const pages = Array.from({ length: editors }, (_, index) => {
    const person = index % people.length;
    const network = createNetwork(server.port, sessions[person] ?? {});
    const articleId = pick(articleIds, index);
    return { index, articleId, page: openPage(network, articleId, userIdOf(pick(people, person))) };
  });
  const typed = new Map<string, string>();
  const acknowledged = new Set<string>();
  try {
    await Promise.all(pages.map(({ page }) => untilReady(page)));
    for (let round = 0; round < run.rounds; round += 1) {
      const saved = acknowledged.size + 10 + run.random.below(40);
      const typing = pages.map(({ index, articleId, page }) =>
        setInterval(() => {
          const word = marker(index, typed.size);
          typed.set(word, articleId);
          type(page, `${word} `);
          void page.whenSaved().then(() => acknowledged.add(word));
        }, keyEveryMs),
      );
      await expect
        .poll(() => acknowledged.size, { timeout: 60_000, interval: 5 })
        .toBeGreaterThanOrEqual(saved);
      await server.end('SIGKILL');
      for (const timer of typing) clearInterval(timer);
      const promised = [...acknowledged];

      const start = performance.now();
      server = await startDesk(environment);
      expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
      ledger.recordDuration('ready again', performance.now() - start);
      let times = await read();
      for (const word of promised)
        ledger.check(times(word) === 1, () => `${word} was acknowledged as saved, round ${round}`);

      for (const { page } of pages) {
        page.network.port = server.port;
        page.network.restore();
      }
      await Promise.all(pages.map(({ page }) => page.whenSaved()));
      times = await read();
      for (const word of typed.keys())
        ledger.check(times(word) === 1, () => `${word} occurs ${times(word)} times, round ${round}`);
    }
  } finally {
    for (const { page } of pages) page.stop();
    ledger.print();
  }
  expect(ledger.lost()).toEqual([]);
  expect(ledger.worstOf('ready again')).toBeLessThan(readyAtMostMs);

  async function read() {
    const contents = await Promise.all(articleIds.map((id) => readContent(server, sessions[2] ?? {}, id)));
    for (const content of contents) ledger.check(checkContent(content).ok, () => 'a document is torn');
    return countMarkers(contents.map(({ body }) => blockText(body)).join(' '));
  }
});

async function readContent(
  server: DeskProcess,
  headers: Record<string, string>,
  id: string,
): Promise<ContentJson> {
  const response = await fetch(`${server.url}/api/articles/${id}/content`, { headers });
  if (!response.ok) throw new Error(`${id} cannot be read: ${response.status} ${await response.text()}`);
  const { title, lead, body } = (await response.json()) as ContentJson;
  return { title, lead, body };
}

async function preparePglite() {
  const DATA_DIR = await temporaryFolder();
  const { db, close } = await openPglite({ directory: join(DATA_DIR, 'database') });
  await db.transaction(async (tx) => {
    await seedPeople(tx);
  });
  const articleIds = await threeArticles(db);
  await close();
  return { environment: { DATA_DIR } as Record<string, string>, articleIds };
}

async function preparePostgres() {
  const { url, db, close } = await newsroomDatabase();
  const articleIds = await threeArticles(db);
  await close();
  return {
    environment: { DATABASE_URL: url, DATA_DIR: await temporaryFolder() } as Record<string, string>,
    articleIds,
  };
}

const threeArticles = (db: Database) =>
  Promise.all([1, 2, 3].map(() => anArticle(db, { authors: ['phongvien', 'phongvien2'] })));

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('An empty list');
  return item;
}
