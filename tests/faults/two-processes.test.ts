import { expect, onTestFinished, test } from 'vitest';
import { startRedis } from '../hosts/redis-server.ts';
import { temporaryFolder } from '../hosts/server-process.ts';
import { createNetwork, installBrowser, openPage, type Page, untilPage, untilReady } from './browser.ts';
import {
  anArticle,
  type DeskProcess,
  newsroomDatabase,
  type Person,
  startDesk,
  storedText,
  userIdOf,
} from './desk.ts';
import { countMarkers, marker, type } from './markers.ts';
import { move } from './requests.ts';
import { type Ledger, openLedger, type Run, runOf } from './rounds.ts';

/*
 * Two Node processes, one PostgreSQL, one Redis. Each of the processes and Redis may be killed: clients reconnect to the
 * other process, all converge, and no edit that was acknowledged as saved is missing.
 */

const people: Person[] = ['phongvien', 'phongvien2', 'bientap', 'quantri'];
const keyEveryMs = 100;
/** Lost messages are recovered when Redis reconnects, long before the periodic check. */
const equalAtMostMs = 10_000;
/** The promise is one second; a machine that is busy with other tests gets more. */
const inTimeMs = 2_500;
const keysInTime = 3;

installBrowser();

type Newsroom = Awaited<ReturnType<typeof twoProcesses>>;

async function twoProcesses() {
  const redis = await startRedis();
  onTestFinished(redis.stop);
  const { url, db, close } = await newsroomDatabase();
  onTestFinished(close);
  const environment = { DATABASE_URL: url, REDIS_URL: redis.url, DATA_DIR: await temporaryFolder() };
  const start = () => startDesk(environment);
  const processes: DeskProcess[] = await Promise.all([start(), start()]);
  const [first] = processes;
  if (!first) throw new Error('No process');
  // Sessions are valid at both processes.
  const sessions = await Promise.all(people.map((person) => first.signIn(person)));
  const at = (index: number) => {
    const process = processes[index];
    if (!process) throw new Error(`No process ${index}`);
    return process;
  };
  return {
    redis,
    db,
    at,
    async restart(index: number) {
      processes[index] = await start();
    },
    open(person: number, process: number, articleId: string): Page {
      const network = createNetwork(at(process).port, sessions[person] ?? {});
      return openPage(network, articleId, userIdOf(people[person] ?? 'quantri'));
    },
    async signInAgain(person: number) {
      sessions[person] = await at(0).signIn(people[person] ?? 'quantri');
    },
    sessionOf: (person: number) => sessions[person] ?? {},
  };
}

/** Routes the page's next connection to this process, and breaks the current one. */
function routeTo(page: Page, { port }: DeskProcess): void {
  page.network.cut();
  page.network.port = port;
  page.network.restore();
}

const textOf = (page: Page) => page.ydoc.getXmlFragment('body').toString();

function untilShown(page: Page, isShown: (text: string) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!isShown(textOf(page))) return;
      page.ydoc.off('update', check);
      resolve();
    };
    page.ydoc.on('update', check);
    check();
  });
}

test('two processes: either may be killed, and Redis, while two people type at each', async () => {
  const run = runOf({ full: 100, short: 2 });
  const ledger = openLedger('two-processes', run);
  const newsroom = await twoProcesses();
  try {
    await checkDelivery(newsroom, ledger);
    await killInTurn(newsroom, run, ledger);
  } finally {
    ledger.print();
  }
  expect(ledger.lost()).toEqual([]);
  for (const what of ['from the key to the other process', 'to read-only', 'to signed out'])
    expect([what, ledger.worstOf(what)]).toEqual([what, expect.toSatisfy((ms: number) => ms < inTimeMs)]);
  expect(ledger.worstOf('all markers at both')).toBeLessThan(equalAtMostMs);
});

/** Edits at one process, and changes of permissions and sessions, reach the other. */
async function checkDelivery(newsroom: Newsroom, ledger: Ledger): Promise<void> {
  const articleId = await anArticle(newsroom.db);
  const [author, editor] = [newsroom.open(0, 1, articleId), newsroom.open(2, 0, articleId)];
  try {
    await Promise.all([author, editor].map(untilReady));
    for (let key = 0; key < keysInTime; key += 1) {
      const word = marker(0, key);
      const start = performance.now();
      type(author, word);
      await untilShown(editor, (text) => text.includes(word));
      ledger.recordDuration('from the key to the other process', performance.now() - start);
    }
    await author.whenSaved();

    const caller = { url: newsroom.at(0).url, headers: newsroom.sessionOf(0) };
    const submitting = performance.now();
    expect((await move(caller, articleId, 'submit')).status).toBe(200);
    await untilPage(author, 'it was read-only', ({ rights }) => !rights.canEdit);
    ledger.recordDuration('to read-only', performance.now() - submitting);

    const leaving = performance.now();
    const headers = { ...caller.headers, 'content-type': 'application/json', origin: caller.url };
    const left = await fetch(`${caller.url}/api/auth/sign-out`, { method: 'POST', headers, body: '{}' });
    expect(left.status).toBe(200);
    await untilPage(author, 'it was signed out', ({ problem }) => problem === 'unauthenticated');
    ledger.recordDuration('to signed out', performance.now() - leaving);
    await newsroom.signInAgain(0);
  } finally {
    for (const page of [author, editor]) page.stop();
  }
}

async function killInTurn(newsroom: Newsroom, run: Run, ledger: Ledger): Promise<void> {
  const articleId = await anArticle(newsroom.db, { authors: ['phongvien', 'phongvien2'] });
  const pages = people.map((_, index) => newsroom.open(index, index % 2, articleId));
  const typed = new Set<string>();
  const acknowledged = new Set<string>();
  try {
    await Promise.all(pages.map(untilReady));
    for (let round = 0; round < run.rounds; round += 1) {
      const typing = pages.map((page, index) =>
        setInterval(() => {
          const word = marker(index, typed.size);
          typed.add(word);
          type(page, `${word} `);
          void page.whenSaved().then(() => acknowledged.add(word));
        }, keyEveryMs),
      );
      await saved(run, acknowledged);
      const repair = await strike(newsroom, pages, round, async () => {
        // Before the read: the remaining process goes on acknowledging.
        const promised = [...acknowledged];
        const times = countMarkers(await storedText(newsroom.db, articleId));
        for (const word of promised)
          ledger.check(times(word) === 1, () => `${word} was acknowledged as saved, round ${round}`);
      });
      // They continue with the remaining processes.
      await saved(run, acknowledged);
      for (const timer of typing) clearInterval(timer);
      await Promise.all(pages.map((page) => page.whenSaved()));
      // Typing has stopped: missed updates must be found without a new one.
      await repair();

      const start = performance.now();
      const words = [...typed];
      await Promise.all(
        pages.map((page) => untilShown(page, (text) => words.every((word) => text.includes(word)))),
      );
      ledger.recordDuration('all markers at both', performance.now() - start);
      const stored = countMarkers(await storedText(newsroom.db, articleId));
      for (const word of words)
        ledger.check(stored(word) === 1, () => `${word} occurs ${stored(word)} times, round ${round}`);
      const [one = '', ...others] = pages.map(textOf);
      ledger.check(
        others.every((text) => text === one),
        () => `two pages differ, round ${round}`,
      );
      const shown = countMarkers(one);
      for (const word of words)
        ledger.check(shown(word) === 1, () => `${word} is shown ${shown(word)} times, round ${round}`);
    }
  } finally {
    for (const page of pages) page.stop();
  }
}

/** Waits until more markers are acknowledged as saved. */
async function saved({ random }: Run, acknowledged: Set<string>): Promise<void> {
  const enough = acknowledged.size + 8 + random.below(24);
  await expect.poll(() => acknowledged.size, { timeout: 60_000, interval: 5 }).toBeGreaterThanOrEqual(enough);
}

/**
 * Kills the process, Redis or both, by round. `check` runs before anything is restarted.
 *
 * @returns restarts what was killed, and routes half of the people there.
 */
async function strike(
  { at, redis, restart }: Newsroom,
  pages: Page[],
  round: number,
  check: () => Promise<void>,
): Promise<() => Promise<void>> {
  const isProcess = round % 3 !== 1;
  const isRedis = round % 3 !== 0;
  const dead = round % 2;
  if (isRedis) await redis.kill();
  if (isProcess) {
    await at(dead).end('SIGKILL');
    await check();
    for (const page of pages) if (page.network.port === at(dead).port) routeTo(page, at(1 - dead));
  }
  return async () => {
    const waits: Promise<void>[] = [];
    if (isRedis) waits.push(redis.restart());
    if (isProcess) waits.push(restart(dead));
    await Promise.all(waits);
    if (isProcess)
      for (const [index, page] of pages.entries()) if (index % 2 === dead) routeTo(page, at(dead));
  };
}
