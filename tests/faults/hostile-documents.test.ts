import { count, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { articles, articleUpdates } from '../../server/db/schema.ts';
import { readContent } from '../../server/documents/store.ts';
import { temporaryFolder } from '../hosts/server-process.ts';
import { createNetwork, installBrowser, openPage, untilPage, untilReady } from './browser.ts';
import { anArticle, type DeskProcess, newsroomDatabase, startDesk, userIdOf } from './desk.ts';
import { type Hostile, hostileDocument } from './hostile.ts';
import { hostileEdit } from './hostile-edits.ts';
import { type Ledger, openLedger, type Run, runOf } from './rounds.ts';
import { effortOf, openSlowest } from './server-cpu-time.ts';

/** The maximum CPU time of a refusal on the server; see `server-cpu-time.ts`. */
const computedAtMostMs = 250;
/** The slowest are measured again, each alone and so many times; the minimum counts. */
const slowestKept = 8;
const timesAlone = 3;
/** Subjects that are tried concurrently. */
const lanes = 4;
/** Subjects generated per batch. */
const chunkSize = 250;

installBrowser();

async function openDesk() {
  const { url, db, close } = await newsroomDatabase();
  onTestFinished(close);
  const id = await anArticle(db);
  const server = await startDesk({ DATABASE_URL: url, DATA_DIR: await temporaryFolder() });
  const headers = await server.signIn('phongvien');
  const before = await readContent(db, id);
  /** Nothing was stored, and the server is healthy. */
  const untouched = async () => {
    expect(await readContent(db, id)).toEqual(before);
    const [updates] = await db
      .select({ rows: count() })
      .from(articleUpdates)
      .where(eq(articleUpdates.articleId, id));
    const [all] = await db.select({ rows: count() }).from(articles);
    expect([updates?.rows, all?.rows]).toEqual([0, 1]);
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  };
  return { id, server, headers, untouched };
}

test('hostile documents over REST are refused, quickly, and nothing of them is stored', async () => {
  const run = runOf({ full: 95_000, short: 500 });
  const ledger = openLedger('hostile-documents, REST', run);
  const { id, server, headers, untouched } = await openDesk();
  let number = 0;
  try {
    await attack(hostileDocument, { run, ledger, server }, async ({ name, subject }) => {
      number += 1;
      const isNew = number % 4 === 0;
      const response = await fetch(`${server.url}/api/articles${isNew ? '' : `/${id}/content`}`, {
        method: isNew ? 'POST' : 'PUT',
        headers: { ...headers, 'content-type': 'application/json' },
        body: isNew ? `{"content":${subject}}` : subject,
      });
      const { code } = (await response.json()) as { code?: string };
      const isRefused = response.status >= 400 && response.status < 500 && code !== undefined;
      ledger.check(isRefused, () => `${name}: ${response.status} ${subject.slice(0, 500)}`);
    });
    await untouched();
  } finally {
    ledger.print();
  }
  expect(ledger.lost()).toEqual([]);
  expect(ledger.worstOf(ownTime)).toBeLessThan(computedAtMostMs);
});

test('hostile edits over the socket are refused, and nobody else receives them', async () => {
  const run = runOf({ full: 5_000, short: 40 });
  const ledger = openLedger('hostile-documents, socket', run);
  const { id, server, headers, untouched } = await openDesk();
  const open = () => openPage(createNetwork(server.port, headers), id, userIdOf('phongvien'));
  const witness = open();
  try {
    await untilReady(witness);
    const shown = witness.ydoc.getXmlFragment('body').toString();
    await attack(hostileEdit, { run, ledger, server }, async ({ name, subject }) => {
      const page = open();
      try {
        await untilReady(page);
        subject(page.ydoc);
        await untilPage(page, `${name} was refused`, ({ problem }) => problem === 'invalid-document');
        ledger.check(
          witness.ydoc.getXmlFragment('body').toString() === shown,
          () => `${name} reached somebody else`,
        );
      } finally {
        page.stop();
      }
    });
    await untouched();
    expect(witness.store.getState().saveState.kind).toBe('saved');
  } finally {
    witness.stop();
    ledger.print();
  }
  expect(ledger.lost()).toEqual([]);
  expect(ledger.worstOf(ownTime)).toBeLessThan(computedAtMostMs);
});

const ownTime = 'of the server’s own time';

/** Tries all, some concurrently; then measures the slowest again, alone. */
async function attack<Subject>(
  subjects: fc.Arbitrary<Hostile<Subject>>,
  { run, ledger, server }: { run: Run; ledger: Ledger; server: DeskProcess },
  attempt: (hostile: Hostile<Subject>) => Promise<void>,
): Promise<void> {
  const slowest = openSlowest<Hostile<Subject>>(slowestKept);
  for (let done = 0; done < run.rounds; done += chunkSize) {
    const numRuns = Math.min(chunkSize, run.rounds - done);
    const left = fc.sample(subjects, { seed: run.seed + done, numRuns });
    const lane = async () => {
      for (let hostile = left.pop(); hostile; hostile = left.pop()) {
        const { elapsedMs, computedMs } = await effortOf(server, () => attempt(hostile));
        ledger.recordDuration(`of ${lanes} at once one`, elapsedMs);
        // Includes the CPU time of concurrent subjects; it only selects candidates.
        slowest.add(hostile, computedMs);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }
  for (const hostile of slowest.all()) {
    let leastMs = Number.POSITIVE_INFINITY;
    for (let time = 0; time < timesAlone; time += 1) {
      const { elapsedMs, computedMs } = await effortOf(server, () => attempt(hostile));
      ledger.recordDuration('alone', elapsedMs);
      leastMs = Math.min(leastMs, computedMs);
    }
    ledger.recordDuration(ownTime, leastMs);
  }
}
