import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect } from 'vitest';
import { embeddedPostgres } from '../hosts/embedded-postgres.ts';
import { freePort } from '../hosts/free-port.ts';

/** A real PostgreSQL with fsync that can be killed. */
export type DurablePostgres = {
  /** `postgres://…/`, without a database name. */
  url: string;
  /** Kills the server and all its processes, as a power cut would. */
  kill(): Promise<void>;
  /** Kills one backend process; resolves when PostgreSQL has restarted all of them by itself. */
  killOneBackend(database: string): Promise<void>;
  /** After `kill`: resolves when it accepts connections again. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

const password = 'only-for-tests';

export async function startDurablePostgres(): Promise<DurablePostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'toa-soan-durable-'));
  // Started by root, the server runs as another account, which needs access to the folder.
  await chmod(folder, 0o755);
  const port = await freePort();
  const lines: string[] = [];
  const log = (line: unknown) => void lines.push(String(line));
  const readyTimes = () => lines.join('').split('ready to accept connections').length;
  const holder = async () => {
    const [line = ''] = (await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n');
    return Number(line);
  };
  const { library, copy } = await embeddedPostgres();
  const databaseDir = join(folder, 'data');
  const server = new library.default({
    databaseDir,
    user: 'postgres',
    password,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // Only initdb skips fsync.
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'fsync=on', '-c', 'synchronous_commit=on', '-c', 'listen_addresses=127.0.0.1'],
    onLog: log,
    onError: log,
  });
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/`;
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start:\n${lines.join('\n')}`, { cause: error });
  }
  return {
    url,
    async kill() {
      const pid = await holder();
      const others = await ask<{ pid: number }>(`${url}postgres`, 'select pid from pg_stat_activity');
      killIfThere(pid);
      for (const other of others) killIfThere(other.pid);
    },
    async killOneBackend(database) {
      const [backend] = await ask<{ pid: number }>(
        `${url}postgres`,
        `select pid from pg_stat_activity where datname = '${database}' and application_name = 'toa-soan'
          order by query_start desc nulls last limit 1`,
      );
      if (!backend) throw new Error(`Nobody is connected to ${database}`);
      const before = readyTimes();
      killIfThere(backend.pid);
      await expect.poll(readyTimes, { timeout: 60_000, interval: 10 }).toBeGreaterThan(before);
    },
    async start() {
      for (let attempt = 1; ; attempt += 1) {
        // Fails while a process of the killed server still holds its shared memory.
        const failed = await server.start().then(
          () => null,
          (error: unknown) => ({ error }),
        );
        if (!failed) return;
        if (attempt === 50)
          throw new Error(`PostgreSQL did not start again:\n${lines.slice(-20).join('\n')}`);
      }
    },
    async stop() {
      const pid = await holder().catch(() => null);
      // The library would wait indefinitely for the exit of a killed process.
      if (pid !== null && isRunning(pid)) {
        const untilDead = async () => {
          await expect.poll(() => isRunning(pid), { timeout: 50_000, interval: 20 }).toBe(false);
        };
        // A server that is stopped during recovery may not exit. Its data is not needed any more.
        const overdue = setTimeout(() => killIfThere(pid), 5_000);
        await Promise.race([server.stop(), untilDead()]);
        clearTimeout(overdue);
      }
      await rm(folder, { recursive: true, force: true });
      if (copy) await rm(copy, { recursive: true, force: true });
    },
  };
}

/** Queries on a connection of its own. */
async function ask<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  // The server may be killed during the query.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
