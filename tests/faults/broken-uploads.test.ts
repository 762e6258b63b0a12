import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import type { Media } from '../../domain/contract/media.ts';
import type { Database } from '../../server/db/database.ts';
import { auditLog, media, uploadParts, uploads } from '../../server/db/schema.ts';
import { ApiProblem } from '../../src/lib/problem.ts';
import { tusUpload } from '../../src/uploads/tus-upload.ts';
import { aPicture } from '../builders/pictures.ts';
import { temporaryFolder } from '../hosts/server-process.ts';
import { type DeskProcess, newsroomDatabase, startDesk } from './desk.ts';
import { call } from './requests.ts';
import { type Ledger, openLedger, type Random, randomOf, runOf } from './rounds.ts';
import { normalConditions, startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/*
 * Uploads by the desk's own tus client over a faulty network, to a server that is killed. Acknowledged bytes are stored,
 * each once; each file becomes one media row, and nothing is left over.
 */

/** Concurrent uploads: they are idle most of the time. */
const lanes = 6;
const attemptsMost = 100;

type Round = {
  ledger: Ledger;
  random: Random;
  proxy: TcpProxy;
  desk: Desk;
  file: Buffer;
  name: string;
};

/** The server, which `start` replaces by another process. */
type Desk = {
  db: Database;
  folder: string;
  headers: Record<string, string>;
  kill(): Promise<void>;
  start(): Promise<void>;
};

const onTheWire = { brokenInMidBody, answersLost, pictureLost, halfOpen, sentTwiceAtOnce };
const atTheServer = { killedWhileSending, killedWhileFinishing };

test('uploads over a faulty network to a server that is killed: every byte once, one media row, nothing left over', async () => {
  const run = runOf({ full: 200, short: 4 });
  const ledger = openLedger('broken-uploads', run);
  const { url, db, close } = await newsroomDatabase();
  onTestFinished(close);
  const folder = await temporaryFolder();
  const environment = { DATABASE_URL: url, DATA_DIR: folder };
  let server: DeskProcess = await startDesk(environment);
  const { port } = server;
  const desk: Desk = {
    db,
    folder,
    headers: await server.signIn('phongvien'),
    kill: async () => void (await server.end('SIGKILL')),
    async start() {
      server = await startDesk({ ...environment, PORT: String(port) });
    },
  };
  const picture = await aPicture({ width: 60, height: 40 });
  const [wire, dying] = [Object.values(onTheWire), Object.values(atTheServer)];
  const all = [...wire, ...dying];
  const rounds = Array.from({ length: run.rounds }, (_, number) => ({
    number,
    play: all[number % all.length] ?? killedWhileSending,
  }));
  const play = async ({ number, play: act }: (typeof rounds)[number]) => {
    const proxy = await startTcpProxy({ port });
    const random = randomOf(run.seed + number);
    // Bytes after the end of a JPEG are ignored: they make the file large and unique.
    const file = Buffer.concat([picture, randomBytes(1_200_000)]);
    const round: Round = { ledger, random, proxy, desk, file, name: `${act.name}-${number}.jpg` };
    try {
      const start = performance.now();
      const id = await act(round);
      ledger.recordDuration(act.name, performance.now() - start);
      await verify(round, id);
    } catch (error) {
      throw new Error(`Round ${number}, ${act.name}`, { cause: error });
    } finally {
      await proxy.close();
    }
  };
  try {
    const beside = rounds.filter(({ play: act }) => wire.includes(act));
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        for (let next = beside.shift(); next; next = beside.shift()) await play(next);
      }),
    );
    for (const round of rounds.filter(({ play: act }) => dying.includes(act))) await play(round);
    await verifyNothingElse(ledger, desk);
  } finally {
    ledger.print();
  }
  expect(ledger.lost()).toEqual([]);
});

/** The connection is reset repeatedly in the middle of a part. */
async function brokenInMidBody(round: Round): Promise<string> {
  const { random, proxy, ledger } = round;
  const breaks = 1 + random.below(4);
  // Fewer than the first part has.
  proxy.conditions.resetAfterSent = 1 + random.below(500_000);
  const address = await sendAll(round, () => {
    if (proxy.broken() >= breaks) Object.assign(proxy.conditions, normalConditions);
  });
  ledger.check(proxy.broken() > 0, () => `${round.name}: nothing broke`);
  return finish(round, address);
}

/** Parts are committed but their responses are lost: the client requests the offset. */
async function answersLost(round: Round): Promise<string> {
  const { random, proxy, ledger } = round;
  const from = random.below(3) / 3;
  const most = 1 + random.below(3);
  const address = await sendAll(round, (sent) => {
    proxy.conditions.dropsResponse = sent > from && proxy.broken() < most;
  });
  ledger.check(proxy.broken() > 0, () => `${round.name}: no answer was lost`);
  return finish(round, address);
}

/** The media row is created but the response is lost: a retry gets the same one. */
async function pictureLost(round: Round): Promise<string> {
  const address = await sendAll(round);
  round.proxy.conditions.dropsResponse = true;
  const lost = round.proxy.broken() + 1 + round.random.below(2);
  const id = await finish(round, address, () => {
    if (round.proxy.broken() >= lost) Object.assign(round.proxy.conditions, normalConditions);
  });
  round.ledger.check((await finish(round, address)) === id, () => `${round.name}: another picture`);
  return id;
}

/** From some byte on the connection is half-open. */
async function halfOpen(round: Round): Promise<string> {
  const { random, proxy } = round;
  const from = random.below(3) / 3;
  let times = 1 + random.below(2);
  const address = await sendAll(round, (sent) => {
    if (sent <= from || times === 0) return;
    times -= 1;
    proxy.conditions.isHalfOpen = true;
    // Half-open connections stay so; new ones work.
    void after(200).then(() => Object.assign(proxy.conditions, normalConditions));
  });
  return finish(round, address);
}

/** Two clients send the same file to the same upload, as when a part that timed out arrives after its retry. */
async function sentTwiceAtOnce(round: Round): Promise<string> {
  let other: Promise<string> | null = null;
  const address = await sendAll(round, (_sent, begun) => {
    other ??= sendAll(round, () => {}, begun);
  });
  round.ledger.check((await other) === address, () => `${round.name} went to two places`);
  return finish(round, address);
}

/** The server is killed while it receives parts, and restarted. */
async function killedWhileSending(round: Round): Promise<string> {
  const { random, desk } = round;
  const from = random.below(3) / 3;
  let death: Promise<void> | null = null;
  const address = await sendAll(round, (sent) => {
    if (sent > from) death ??= dieAndComeBack(desk, random.below(20));
  });
  await death;
  return finish(round, address);
}

/** The server is killed while it processes the image. */
async function killedWhileFinishing(round: Round): Promise<string> {
  const { random, desk } = round;
  const address = await sendAll(round);
  const death = dieAndComeBack(desk, random.below(250));
  const id = await finish(round, address, () => death);
  await death;
  return id;
}

async function dieAndComeBack(desk: Desk, afterMs: number): Promise<void> {
  await after(afterMs);
  await desk.kill();
  await desk.start();
}

/** Sends the file as the desk does: the client retries for a while, and the queue resumes it after that. */
async function sendAll(
  round: Round,
  onProgress: (sent: number, address: string | null) => void = () => {},
  begun: string | null = null,
): Promise<string> {
  const { proxy, desk, file, name, ledger } = round;
  let address = begun;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const found = await tusUpload(file, {
        endpoint: `http://127.0.0.1:${proxy.port}/api/uploads`,
        fileName: name,
        uploadUrl: address,
        headers: desk.headers,
        signal: new AbortController().signal,
        // Short only where it is tested; otherwise a busy machine would look like a dead connection.
        stallMs: name.startsWith(halfOpen.name) ? 1_000 : 20_000,
        retryDelaysMs: [10, 50, 200],
        onUploadUrl: (given) => {
          // Once for each file: no upload is created twice.
          ledger.check(address === null, () => `${name} was begun again`);
          address = given;
        },
        onProgress: (sent) => onProgress(sent, address),
      });
      Object.assign(proxy.conditions, normalConditions);
      return found;
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.problem.code !== 'offline' || attempt === attemptsMost) {
        throw error;
      }
      Object.assign(proxy.conditions, normalConditions);
    }
  }
}

/** Retries finishing the upload until a response arrives. @returns the media id. */
async function finish(
  { proxy, desk, name }: Round,
  address: string,
  onNoAnswer: () => unknown = () => {},
): Promise<string> {
  const caller = { url: `http://127.0.0.1:${proxy.port}`, headers: desk.headers };
  const path = `${new URL(address).pathname}/media`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { status, body } = await call<Media>(caller, 'POST', path);
      if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`);
      return body.id;
    } catch (error) {
      // No response. Any other error is a bug of the test.
      if (!(error instanceof TypeError) || attempt === attemptsMost) throw error;
      await onNoAnswer();
    }
  }
}

async function verify({ ledger, desk, name, file }: Round, id: string): Promise<void> {
  const rows = await desk.db.select().from(media).where(eq(media.fileName, name));
  ledger.check(rows.length === 1 && rows[0]?.id === id, () => `${name}: ${rows.length} pictures`);
  const recorded = await desk.db.select().from(auditLog).where(eq(auditLog.subjectId, id));
  ledger.check(recorded.length === 1, () => `${name} is recorded ${recorded.length} times`);
  const original = await readFile(join(desk.folder, 'files', 'media', id, 'original'));
  ledger.check(hashOf(original) === hashOf(file), () => `${name}: other bytes than were sent`);
}

/**
 * Neither the database nor the file store has bytes of anything else. Where the response to the first request was lost,
 * an empty upload remains until it expires or newer ones replace it.
 */
async function verifyNothingElse(ledger: Ledger, { db, folder }: Desk): Promise<void> {
  const parts = await db.select({ start: uploadParts.start }).from(uploadParts);
  ledger.check(parts.length === 0, () => `${parts.length} parts are left`);
  const open = (await db.select().from(uploads)).filter(({ mediaId, offset }) => !mediaId && offset > 0);
  const left = open.map(({ fileName, offset }) => `${fileName} at ${offset}`);
  ledger.check(left.length === 0, () => `left: ${left.join()}`);
  const known = new Set((await db.select({ id: media.id }).from(media)).map(({ id }) => id));
  const folders = await readdir(join(folder, 'files', 'media'));
  const unreferenced = folders.filter((id) => !known.has(id));
  ledger.check(unreferenced.length === 0, () => `files without a picture: ${unreferenced.join()}`);
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
