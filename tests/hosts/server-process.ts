import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** The Node server in a process of its own, started as by `npm start`. */
export type ServerProcess = {
  url: string;
  pid: number;
  output(): string;
  /** Sends the signal and waits for the exit. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; milliseconds: number }>;
};

/** An empty folder, removed with the test. */
export async function temporaryFolder(): Promise<string> {
  const { path, remove } = await createTemporaryFolder();
  onTestFinished(remove);
  return path;
}

/** An empty folder for several tests, which the caller removes. */
export async function createTemporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'toa-soan-server-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Starts the server and waits until it listens. Killed after the test at the latest. */
export function startServerProcess(environment: Record<string, string>): Promise<ServerProcess> {
  return untilListening(spawnForTest(environment));
}

/** The same for several tests; the caller ends it. */
export function startSharedServer(environment: Record<string, string>): Promise<ServerProcess> {
  return untilListening(spawnScript(environment));
}

async function untilListening({ child, output }: RunningScript): Promise<ServerProcess> {
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const found = /Listening at (http:\S+?)"/.exec(output())?.[1];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error(`The server did not start:\n${output()}`)));
  });
  if (child.pid === undefined) throw new Error('The server has no process id');
  return {
    url,
    pid: child.pid,
    output,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null)
        return { code: child.exitCode, milliseconds: 0 };
      const start = performance.now();
      const exit = once(child, 'exit');
      child.kill(signal);
      const [code] = await exit;
      return { code, milliseconds: performance.now() - start };
    },
  };
}

/** Starts a server that is expected to fail, and waits for its exit. */
export async function failToStart(
  environment: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const { child, output } = spawnForTest(environment);
  const [code] = await once(child, 'close');
  return { code, output: output() };
}

/** Runs a script of the project and waits for its exit. */
export async function runScript(
  script: string,
  environment: Record<string, string>,
  ...args: string[]
): Promise<{ code: number | null; output: string }> {
  const { child, output } = spawnForTest(environment, [script, ...args]);
  const [code] = await once(child, 'close');
  return { code, output: output() };
}

type RunningScript = { child: ChildProcess; output: () => string };

function spawnForTest(environment: Record<string, string>, command?: string[]): RunningScript {
  const running = spawnScript(environment, command);
  onTestFinished(() => {
    running.child.kill('SIGKILL');
  });
  return running;
}

function spawnScript(environment: Record<string, string>, command = ['server/node/main.ts']): RunningScript {
  const child = spawn(process.execPath, command, {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      PORT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += chunk;
    });
  }
  return { child, output: () => text };
}
