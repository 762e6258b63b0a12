import { count, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { articles, articleUpdates } from '../../server/db/schema.ts';
import { readContent } from '../../server/documents/store.ts';
import { temporaryFolder } from '../hosts/server-process.ts';
import { createNetwork, installBrowser, openPage, untilPage, untilReady } from './browser.ts';
import { anArticle, newsroomDatabase, startDesk, userIdOf } from './desk.ts';
import { hostileDocument, hostileEdit } from './hostile.ts';
import { openLedger, runOf } from './rounds.ts';

/** A quarter of a second is promised; a machine that is busy with other tests gets more. */
const answerAtMostMs = 10_000;

installBrowser();

async function openDesk() {
  const { url, db, close } = await newsroomDatabase();
  onTestFinished(close);
  const id = await anArticle(db);
  const server = await startDesk({ DATABASE_URL: url, DATA_DIR: await temporaryFolder() });
  const headers = await server.signIn('phongvien');
  const before = await readContent(db, id);
  /** Nothing was stored, anywhere. */
  const untouched = async () => {
    expect(await readContent(db, id)).toEqual(before);
    const [updates] = await db
      .select({ rows: count() })
      .from(articleUpdates)
      .where(eq(articleUpdates.articleId, id));
    const [all] = await db.select({ rows: count() }).from(articles);
    expect([updates?.rows, all?.rows]).toEqual([0, 1]);
  };
  return { db, id, server, headers, untouched };
}

test('hostile documents over REST are refused, quickly, and nothing of them is stored', async () => {
  const run = runOf({ full: 95_000, short: 1_900 });
  const ledger = openLedger('hostile-documents, REST', run);
  const { id, server, headers, untouched } = await openDesk();
  let number = 0;
  try {
    await fc.assert(
      fc.asyncProperty(hostileDocument, async ({ name, subject }) => {
        number += 1;
        const isNew = number % 4 === 0;
        const start = performance.now();
        const response = await fetch(`${server.url}/api/articles${isNew ? '' : `/${id}/content`}`, {
          method: isNew ? 'POST' : 'PUT',
          headers: { ...headers, 'content-type': 'application/json' },
          body: isNew ? `{"content":${subject}}` : subject,
        });
        const { code } = (await response.json()) as { code?: string };
        ledger.took('an answer', performance.now() - start);
        const isRefused = response.status >= 400 && response.status < 500 && code !== undefined;
        ledger.check(isRefused, () => `${name}: ${response.status} ${subject.slice(0, 500)}`);
        expect([name, response.status]).toEqual([
          name,
          expect.toSatisfy((status) => status >= 400 && status < 500),
        ]);
      }),
      { seed: run.seed, numRuns: run.rounds },
    );
    await untouched();
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  } finally {
    ledger.print();
  }
  expect(ledger.worstOf('an answer')).toBeLessThan(answerAtMostMs);
});

test('hostile edits over the socket are refused, and nobody else hears of them', async () => {
  const run = runOf({ full: 5_000, short: 100 });
  const ledger = openLedger('hostile-documents, socket', run);
  const { db, id, server, headers, untouched } = await openDesk();
  const open = () => openPage(createNetwork(server.port, headers), id, userIdOf('phongvien'));
  const witness = open();
  try {
    await untilReady(witness);
    const shown = witness.ydoc.getXmlFragment('body').toString();
    await fc.assert(
      fc.asyncProperty(hostileEdit, async ({ name, subject }) => {
        const page = open();
        try {
          await untilReady(page);
          const start = performance.now();
          subject(page.ydoc);
          await untilPage(
            page,
            `${name} was refused`,
            ({ problem }) => problem === 'invalid-document',
            20_000,
          );
          ledger.took('a refusal', performance.now() - start);
          ledger.check(
            witness.ydoc.getXmlFragment('body').toString() === shown,
            () => `${name} reached somebody else`,
          );
        } finally {
          page.stop();
        }
      }),
      { seed: run.seed, numRuns: run.rounds },
    );
    await untouched();
    expect(witness.snapshot().saveState.kind).toBe('saved');
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
    expect(await readContent(db, id)).toBeDefined();
  } finally {
    witness.stop();
    ledger.print();
  }
  expect(ledger.lost()).toEqual([]);
  expect(ledger.worstOf('a refusal')).toBeLessThan(answerAtMostMs);
});
