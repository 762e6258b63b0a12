import { and, eq } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { transitions } from '../../server/db/schema.ts';
import { temporaryFolder } from '../hosts/server-process.ts';
import { createNetwork, installBrowser, openPage, type Page, untilPage, untilReady } from './browser.ts';
import { anArticle, type DeskProcess, newsroomDatabase, startDesk, storedText, userIdOf } from './desk.ts';
import { countMarkers, marker, type } from './markers.ts';
import { type Caller, call, contentOf, move } from './requests.ts';
import { type Ledger, openLedger, type Random, randomOf, runOf } from './rounds.ts';
import { normalConditions, startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** Concurrent rounds: they are idle most of the time. */
const lanes = 30;
const askAgainMost = 200;

type Round = {
  db: Database;
  ledger: Ledger;
  random: Random;
  proxy: TcpProxy;
  headers: Record<string, string>;
  /** Maximum latency of a chunk, in one direction. */
  latencyMaxMs: number;
};

installBrowser();

const rounds = { slow, brokenInMidMessage, brokenInMidBody, answerLost, halfOpen, halfOpenFromTheStart };

test('slow, reset and half-open connections: nothing is lost and nothing is duplicated', async () => {
  const run = runOf({ full: 500, short: 15 });
  const ledger = openLedger('bad-network', run);
  const { url, db, close } = await newsroomDatabase();
  onTestFinished(close);
  const server: DeskProcess = await startDesk({ DATABASE_URL: url, DATA_DIR: await temporaryFolder() });
  const headers = await server.signIn('phongvien');
  const numbers = Array.from({ length: run.rounds }, (_, number) => number);
  const all = Object.values(rounds);
  try {
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
          const proxy = await startTcpProxy({ port: server.port });
          const random = randomOf(run.seed + number);
          const latencyMaxMs = run.isFull ? 5_000 : 700;
          try {
            await all[number % all.length]?.({ db, ledger, random, proxy, headers, latencyMaxMs });
          } catch (error) {
            throw new Error(`Round ${number}, ${Object.keys(rounds)[number % all.length]}`, { cause: error });
          } finally {
            await proxy.close();
          }
        }
      }),
    );
  } finally {
    ledger.print();
  }
  expect(ledger.lost()).toEqual([]);
});

async function withPage(round: Round, act: (page: Page, id: string, write: () => void) => Promise<void>) {
  const { db, ledger, random, proxy, headers } = round;
  const id = await anArticle(db);
  const page = openPage(createNetwork(proxy.port, headers), id, userIdOf('phongvien'));
  const written: string[] = [];
  try {
    await act(page, id, () => {
      for (let count = 1 + random.below(5); count > 0; count -= 1) {
        const word = marker('mạng', written.length);
        written.push(word);
        type(page, `${word} `);
      }
    });
    Object.assign(proxy.conditions, normalConditions);
    await page.whenSaved();
    const text = await storedText(db, id);
    const times = countMarkers(text);
    for (const word of written)
      ledger.check(times(word) === 1, () => `${word} occurs ${times(word)} times: ${text}`);
  } finally {
    page.stop();
  }
}

/** High and varying latency. */
function slow(round: Round) {
  return withPage(round, async (page, _id, write) => {
    const { random, proxy, latencyMaxMs } = round;
    proxy.conditions.latencyMs = random.below(latencyMaxMs);
    await untilReady(page);
    for (let times = 3; times > 0; times -= 1) {
      write();
      await page.whenSaved();
      proxy.conditions.latencyMs = random.below(latencyMaxMs);
    }
  });
}

/** The connection is reset repeatedly after some bytes, in the middle of a message. */
function brokenInMidMessage(round: Round) {
  return withPage(round, async (page, _id, write) => {
    const { random, proxy } = round;
    await untilReady(page);
    for (let times = 2; times > 0; times -= 1) {
      const before = proxy.broken();
      // Fewer than one edit takes.
      proxy.conditions.resetAfterSent = 1 + random.below(60);
      write();
      await untilPage(page, 'it broke', ({ saveState }) => saveState.kind === 'offline');
      proxy.conditions.resetAfterSent = null;
      write();
      await page.whenSaved();
      round.ledger.check(proxy.broken() > before, () => 'nothing broke');
    }
  });
}

/** A script's request is cut off in its body, and retried. */
async function brokenInMidBody({ db, ledger, random, proxy, headers }: Round) {
  const id = await anArticle(db);
  const caller: Caller = { url: `http://127.0.0.1:${proxy.port}`, headers };
  const { title, lead, body } = await contentOf(caller, id);
  const word = marker('thân', random.below(1_000));
  const text = `${word} ${'Cảng Hải Phòng đón tàu. '.repeat(2_000)}`;
  const added = { type: 'paragraph', content: [{ type: 'text', text }] };
  const content = { title, lead, body: { ...body, content: [...(body.content ?? []), added] } };
  proxy.conditions.resetAfterSent = 1_000 + random.below(40_000);
  let attempts = 0;
  await untilAnswered(async () => {
    attempts += 1;
    if (attempts > 1) proxy.conditions.resetAfterSent = null;
    return call(caller, 'PUT', `/api/articles/${id}/content`, content);
  });
  const times = countMarkers(await storedText(db, id))(word);
  ledger.check(attempts > 1 && times === 1, () => `${word} occurs ${times} times after ${attempts} attempts`);
}

/** The response is lost after the transition: a retry with the same request id gets it, and has no second effect. */
async function answerLost({ db, ledger, random, proxy, headers }: Round) {
  const id = await anArticle(db);
  const caller: Caller = { url: `http://127.0.0.1:${proxy.port}`, headers };
  const requestId = crypto.randomUUID();
  const lostMost = 1 + random.below(3);
  let attempts = 0;
  proxy.conditions.dropsResponse = true;
  const { status } = await untilAnswered(async () => {
    attempts += 1;
    if (attempts > lostMost) proxy.conditions.dropsResponse = false;
    return move(caller, id, 'submit', { requestId });
  });
  const steps = await db
    .select()
    .from(transitions)
    .where(and(eq(transitions.articleId, id), eq(transitions.transition, 'submit')));
  ledger.check(status === 200, () => `${id}: asked again, it was answered by ${status}`);
  ledger.check(steps.length === 1, () => `${id}: handed in ${steps.length} times`);
}

/** A half-open connection: the page detects it by timeout, and its edits are not lost. */
function halfOpen(round: Round) {
  return withPage(round, async (page, _id, write) => {
    await untilReady(page);
    write();
    await page.whenSaved();
    round.proxy.conditions.isHalfOpen = true;
    write();
    await untilPage(page, 'it noticed', ({ saveState }) => saveState.kind === 'offline');
    write();
  });
}

/** The same from the first byte: the connection is accepted and never gets a response. */
function halfOpenFromTheStart(round: Round) {
  return withPage(round, async (page, _id, write) => {
    round.proxy.conditions.isHalfOpen = true;
    await untilPage(page, 'it noticed', ({ saveState }) => saveState.kind === 'offline');
    round.proxy.conditions.isHalfOpen = false;
    await untilReady(page);
    write();
  });
}

/** Retries until a response arrives, as a page does with the id of its request. */
async function untilAnswered<Result>(ask: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      // No response. Any other error is a bug of the test.
      if (!(error instanceof TypeError) || attempt === askAgainMost) throw error;
    }
  }
}
