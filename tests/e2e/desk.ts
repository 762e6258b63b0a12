import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../hosts/free-port.ts';

export type HostOption = {
  /** `server`: the Node server on an embedded database. `mock`: the same desk with the mocked backend. */
  hostKind: 'server' | 'mock';
};

/** A running desk that a browser can open. */
export type Desk = {
  url: string;
  /** Kills the process without a flush, like a power failure. */
  kill(): Promise<void>;
  /** Restarts it on the same data and address. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

const demoFolderVariable = 'TOASOAN_DEMO_FOLDER';

/** Creates the data folder of the demo newsroom, once for all desks, because it takes seconds. */
export async function fillDemoFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'toa-soan-'));
  const port = await freePort();
  const child = spawnServer(port, { DATA_DIR: folder });
  await waitUntilHealthy(`http://localhost:${port}/api/health`, () => child);
  await terminate(child, 'SIGTERM');
  process.env[demoFolderVariable] = folder;
  return folder;
}

/**
 * Starts a desk with its own copy of the demo newsroom on a free port.
 *
 * @param environmentOf more variables for the server, by its address.
 */
export async function startDesk(
  kind: HostOption['hostKind'],
  environmentOf: (url: string) => Record<string, string> | Promise<Record<string, string>> = () => ({}),
): Promise<Desk> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'toa-soan-'));
  const filled = process.env[demoFolderVariable];
  if (kind === 'server' && filled) cpSync(filled, dataDir, { recursive: true });
  const environment = { DATA_DIR: dataDir, ...(await environmentOf(url)) };
  const start = () => (kind === 'server' ? spawnServer(port, environment) : startMock(port));
  const health = kind === 'server' ? `${url}/api/health` : url;
  let child = start();
  await waitUntilHealthy(health, () => child);
  return {
    url,
    async kill() {
      await terminate(child, 'SIGKILL');
    },
    async restart() {
      child = start();
      await waitUntilHealthy(health, () => child);
    },
    async close() {
      await terminate(child, 'SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Starts a server process on a free port and waits until it responds. */
export async function startServer(
  environment: Record<string, string>,
): Promise<{ port: number; kill(): Promise<void> }> {
  const port = await freePort();
  const child = spawnServer(port, environment);
  await waitUntilHealthy(`http://localhost:${port}/api/health`, () => child);
  return { port, kill: () => terminate(child, 'SIGKILL') };
}

function spawnServer(port: number, environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['server/node/main.ts'], {
    env: { ...process.env, PORT: String(port), LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

function startMock(port: number): ChildProcess {
  return spawn(
    process.execPath,
    [
      'node_modules/vite/bin/vite.js',
      'preview',
      '--outDir',
      'dist-mock',
      '--port',
      String(port),
      '--strictPort',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

async function terminate(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
}

async function waitUntilHealthy(url: string, child: () => ChildProcess): Promise<void> {
  const deadline = Date.now() + 180_000;
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    if (child().exitCode !== null) throw new Error(`The desk at ${url} ended with code ${child().exitCode}`);
    if (Date.now() > deadline) {
      child().kill('SIGKILL');
      throw new Error(`The desk at ${url} did not respond within 180 s`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
