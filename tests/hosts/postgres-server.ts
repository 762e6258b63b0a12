import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openPostgres } from '../../server/node/db/postgres.ts';
import { embeddedPostgres } from './embedded-postgres.ts';
import { freePort } from './free-port.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `postgres://…/`, without a database name. */
    postgresUrl: string;
  }
}

const password = 'only-for-tests';

export type PostgresServer = {
  /** `postgres://…/`, without a database name: see `createTestDatabase`. */
  url: string;
  stop(): Promise<void>;
};

declare global {
  /** The server that all projects of a run share. A global, because each project loads its own copy of this module. */
  var sharedPostgres: { server: Promise<PostgresServer>; projects: number } | undefined;
}

/** Vitest's global set-up: provides the run's PostgreSQL, which stops with its last project. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  globalThis.sharedPostgres ??= { server: startPostgres(), projects: 0 };
  const shared = globalThis.sharedPostgres;
  shared.projects += 1;
  const { url, stop } = await shared.server;
  project.provide('postgresUrl', url);
  return async () => {
    shared.projects -= 1;
    if (shared.projects > 0) return;
    globalThis.sharedPostgres = undefined;
    await stop();
  };
}

/** Starts a real PostgreSQL on an empty temporary folder and a free port. New databases on it are migrated. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'toa-soan-postgres-'));
  // Started by root, the server runs as another account, which needs access to the folder.
  await chmod(folder, 0o755);
  const port = await freePort();
  const lines: string[] = [];
  const { library, copy } = await embeddedPostgres();
  const server = new library.default({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password,
    port,
    persistent: false,
    // initdb refuses to run as root; then it runs as an account of its own.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200', '-c', 'listen_addresses=127.0.0.1'],
    onLog: (line) => lines.push(String(line)),
    onError: (line) => lines.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
    await migrateTemplate(`postgres://postgres:${password}@127.0.0.1:${port}/`);
  } catch (error) {
    throw new Error(`PostgreSQL for the tests did not start:\n${lines.join('\n')}`, { cause: error });
  }
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/`,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
      if (copy) await rm(copy, { recursive: true, force: true });
    },
  };
}

/** `create database` copies `template1`, which takes a tenth of the time of the migrations. */
async function migrateTemplate(serverUrl: string): Promise<void> {
  const { close } = await openPostgres(`${serverUrl}template1`, { maxConnections: 1 });
  // A template that has connections cannot be copied.
  await close();
}
