import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { freePort } from './free-port.ts';
import { ensureProgram } from './system-program.ts';

/** A real Redis without persistence. */
export type RedisServer = {
  url: string;
  /** Kills it, as a power cut would. */
  kill(): Promise<void>;
  /** Restarts it on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

const startWithinMs = 10_000;

/** `REDIS_SERVER_PATH`, or the system's. Installed if missing, as root on Debian and Ubuntu. */
function ensureRedis(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return ensureProgram({
    name: 'Redis',
    paths: () => [process.env.REDIS_SERVER_PATH, ...folders.map((folder) => join(folder, 'redis-server'))],
    packages: ['redis-server'],
    hint:
      'Install it with "sudo apt-get install redis-server" or "brew install redis", ' +
      'or name an existing one in REDIS_SERVER_PATH.',
  });
}

/** Starts it on a free local port; ends with this process. */
export async function startRedis(options: { password?: string } = {}): Promise<RedisServer> {
  const program = ensureRedis();
  const port = await freePort();
  const { password } = options;
  const start = async () => {
    const child = spawn(
      program,
      [
        ...['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
        ...(password === undefined ? [] : ['--requirepass', password]),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await untilReady(child);
    return child;
  };
  let child = await start();
  const killOnExit = () => void child.kill('SIGKILL');
  process.once('exit', killOnExit);
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  };
  return {
    url: `redis://${password === undefined ? '' : `:${password}@`}127.0.0.1:${port}`,
    kill: end,
    async restart() {
      await end();
      child = await start();
    },
    async stop() {
      process.off('exit', killOnExit);
      await end();
    },
  };
}

async function untilReady(child: ChildProcess): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const overdue = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`Redis did not start:\n${output}`));
    }, startWithinMs);
    child.once('error', reject);
    child.once('exit', () => {
      clearTimeout(overdue);
      reject(new Error(`Redis ended at its start:\n${output}`));
    });
    child.stdout?.on('data', (text) => {
      output += text;
      if (!output.includes('Ready to accept connections')) return;
      clearTimeout(overdue);
      resolve();
    });
  });
  child.removeAllListeners('exit');
}
