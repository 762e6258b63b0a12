import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { emptyDatabase } from '../../mocks/empty-database.ts';
import { startMockApi } from '../../mocks/node.ts';
import { seedPeople } from '../../mocks/seed.ts';
import { sealEmptyLog } from '../../server/audit/audit-log.ts';
import type { Database } from '../../server/db/database.ts';
import type { RemotePictures } from '../../server/images/remote-pictures.ts';
import type { Logger } from '../../server/logger.ts';
import { readConfig } from '../../server/node/config.ts';
import { createRemotePictures } from '../../server/node/images/remote-pictures.ts';
import { startServer } from '../../server/node/main.ts';
import { aPicture } from '../builders/pictures.ts';
import { type Client, createClients } from './clients.ts';
import { createTestDatabase } from './test-database.ts';

export type { Client };

/** A host under test. All hosts have this interface; they differ in how a session is sent. */
export type TestHost = Client & {
  kind: 'msw' | 'node' | 'postgres';
  origin: string;
  db: Database;
  /** Signs in over the API. All people of the demo newsroom have the same password. */
  as(email: string): Promise<Client>;
  /** A client with the session of a response to a sign-in. */
  clientOf(headers: Headers): Client;
  /** Resets to the people and categories of the demo newsroom, with a running clock. */
  reset(): Promise<void>;
  clock: {
    /** Stops the host's clock at a moment. */
    set(at: Date): void;
    now(): Date;
  };
  /** Every error that the host has logged since the last reset. */
  loggedErrors: { facts: object; message: string }[];
};

/** The host that `TOASOAN_HOST` names (msw by default): one for all tests of a worker. */
export function hostUnderTest(): Promise<TestHost> {
  started ??= startHost();
  return started;
}

let started: Promise<TestHost> | undefined;

async function startHost(): Promise<TestHost> {
  const kind = process.env.TOASOAN_HOST ?? 'msw';
  if (kind === 'msw') return startMsw();
  if (kind === 'node' || kind === 'postgres') return startNode(kind);
  throw new Error(`TOASOAN_HOST is ${kind}: it must be msw, node or postgres`);
}

async function startMsw(): Promise<TestHost> {
  const { logger, loggedErrors } = listeningLogger();
  const { origin, db, setClock, reset } = await startMockApi({
    // Browsers make passkeys for `localhost`, and for no other host over plain HTTP.
    origin: 'http://localhost',
    logger,
    isPage: false,
    remotePictures,
  });
  const clock = stoppableClock(setClock);
  return {
    kind: 'msw',
    origin,
    db,
    clock,
    loggedErrors,
    async reset() {
      clock.run();
      loggedErrors.length = 0;
      await reset();
    },
    ...createClients({
      origin,
      db,
      now: clock.now,
      sessionOf: ({ headers }) => ['authorization', `Bearer ${headers.get('set-auth-token')}`],
    }),
  };
}

async function startNode(kind: 'node' | 'postgres'): Promise<TestHost> {
  const { logger, loggedErrors } = listeningLogger();
  const clock = stoppableClock();
  const dataDir = mkdtempSync(join(tmpdir(), 'toa-soan-host-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  const databaseUrl = kind === 'postgres' ? await createTestDatabase(inject('postgresUrl')) : undefined;
  const config = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    AUDIT_SECRET: auditSecret,
    DEMO: 'yes',
  });
  const { url: origin, db } = await startServer(config, {
    clock: clock.now,
    logger,
    remotePictures,
    fillDemo: async (deps) => {
      await deps.db.transaction(seedPeople);
    },
  });
  return {
    kind,
    origin,
    db,
    clock,
    loggedErrors,
    async reset() {
      clock.run();
      loggedErrors.length = 0;
      await emptyDatabase(db);
      await sealEmptyLog(db, auditSecret);
      await db.transaction(seedPeople);
    },
    ...createClients({
      origin,
      db,
      now: clock.now,
      sessionOf: ({ headers }) => ['cookie', cookiesOf(headers)],
    }),
  };
}

/** A public site with a picture, which tests do not have; all other addresses are judged by the rules. */
const remotePictures: RemotePictures = {
  async fetch(url, owner) {
    if (url.href !== 'https://bao.example/anh/cang.jpg') return createRemotePictures().fetch(url, owner);
    return { bytes: await aPicture(), fileName: 'cang.jpg' };
  },
};

const auditSecret = 'a secret of no importance, because nothing outlives the test';

function cookiesOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

function stoppableClock(onChange: (at: Date | null) => void = () => undefined) {
  let stoppedAt: Date | null = null;
  return {
    now: () => stoppedAt ?? new Date(),
    set(at: Date) {
      stoppedAt = at;
      onChange(at);
    },
    run() {
      stoppedAt = null;
      onChange(null);
    },
  };
}

function listeningLogger(): { logger: Logger; loggedErrors: TestHost['loggedErrors'] } {
  const loggedErrors: TestHost['loggedErrors'] = [];
  return {
    loggedErrors,
    logger: {
      info: () => undefined,
      warn: () => undefined,
      error: (facts, message) => {
        loggedErrors.push({ facts, message });
      },
    },
  };
}
