import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { InvalidImageError } from '../../images/image-tools.ts';
import type { DecoderAnswer, DecoderTask } from './decoder-process.ts';

/**
 * Runs tasks in processes of their own, one task at a time in each. Only a process can be ended whatever native code it
 * runs, returns all its memory, and may crash without taking the server along.
 */
export type DecoderPool = {
  /**
   * @returns the result, of the type that the task's kind implies.
   * @throws `InvalidImageError`: of the task; `decode-timeout` when it takes longer than `maxMs`, after ending it;
   * `unsupported-image` when it crashes its process.
   */
  run(task: DecoderTask, maxMs: number): Promise<unknown>;
};

/** Starting a process takes a quarter of a second; an idle one has about 70 MB. */
const idleMaxMs = 60_000;

/** @param niceness from 0 to 19, as in `nice`: the higher, the more the rest of the machine goes first. */
export function decoderPool(niceness: number): DecoderPool {
  const idle = new Set<ChildProcess>();
  const ends = new WeakMap<ChildProcess, NodeJS.Timeout>();

  async function take(): Promise<ChildProcess> {
    for (const child of idle) {
      idle.delete(child);
      clearTimeout(ends.get(child));
      if (child.connected) return child;
    }
    return startDecoder(niceness);
  }

  function release(child: ChildProcess): void {
    idle.add(child);
    const end = setTimeout(() => {
      idle.delete(child);
      child.kill('SIGKILL');
    }, idleMaxMs);
    ends.set(child, end.unref());
  }

  return {
    async run(task, maxMs) {
      const child = await take();
      const answer = await ask(child, task, maxMs);
      release(child);
      if (answer.kind === 'done') return answer.result;
      const { code, message } = answer;
      throw code ? new InvalidImageError(code, message) : new Error(`The decoder failed: ${message}`);
    },
  };
}

/** @throws when the process ends before it is ready, which is no picture's fault. */
async function startDecoder(niceness: number): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'decoder-process.ts'), {
    serialization: 'advanced',
    // Hostile pictures are decoded there: it gets none of the server's secrets.
    env: inherited(['PATH', 'SystemRoot', 'NODE_COMPILE_CACHE']),
    execArgv: ['--max-old-space-size=128'],
    stdio: 'ignore',
  });
  if (child.pid !== undefined) lowerPriority(child.pid, niceness);
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`The decoder did not start: code ${code}`)));
    // Stays: an error of a running decoder is followed by its exit.
    child.on('error', reject);
  });
  return child;
}

function inherited(names: string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}

function lowerPriority(pid: number, niceness: number): void {
  try {
    setPriority(pid, niceness);
  } catch {
    // Not possible for processes on this system: decoding competes with the server.
  }
}

/** Resolves with the answer of a process that can be used again; rejects when it has ended. */
function ask(child: ChildProcess, task: DecoderTask, maxMs: number): Promise<DecoderAnswer> {
  return new Promise((resolve, reject) => {
    const end = (error: Error) => {
      finish();
      child.kill('SIGKILL');
      reject(error);
    };
    const handleMessage = (answer: DecoderAnswer) => {
      finish();
      resolve(answer);
    };
    const handleExit = () => end(new InvalidImageError('unsupported-image', 'the decoder crashed'));
    const timer = setTimeout(
      () => end(new InvalidImageError('decode-timeout', `decoding takes longer than ${maxMs} ms`)),
      maxMs,
    );
    const finish = () => {
      clearTimeout(timer);
      child.off('message', handleMessage).off('exit', handleExit);
      // An idle decoder does not keep the server's process alive.
      child.unref();
      child.channel?.unref();
    };
    child.on('message', handleMessage).on('exit', handleExit);
    child.ref();
    child.channel?.ref();
    child.send(task, (error) => error && end(error));
  });
}
