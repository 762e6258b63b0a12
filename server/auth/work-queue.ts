import { fail } from '../http/problem.ts';

/** `known`: somebody with a session, a one-time link or a device that has signed in before. Goes first. */
export type Priority = 'known' | 'stranger';

/**
 * Runs at most `runningMax` tasks at a time. Beyond `waitingMax` of one priority it refuses instead of keeping them waiting.
 *
 * @returns runs a task. Throws `throttled`.
 */
export function createWorkQueue({ runningMax, waitingMax }: { runningMax: number; waitingMax: number }) {
  const waiting: Record<Priority, (() => void)[]> = { known: [], stranger: [] };
  let running = 0;
  return async <Result>(priority: Priority, task: () => Promise<Result>): Promise<Result> => {
    if (running >= runningMax) {
      if (waiting[priority].length >= waitingMax) throw fail('throttled');
      // The task that ends hands its place over.
      await new Promise<void>((start) => waiting[priority].push(start));
    } else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.known.shift() ?? waiting.stranger.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
