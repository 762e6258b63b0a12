import { fail } from '../../http/problem.ts';

export type FairQueueOptions = {
  /** The number of tasks that run in parallel. */
  slots: number;
  /** Waiting tasks of one owner, and the bytes that they hold in memory. */
  maxWaiting: number;
  maxOwnerBytes: number;
  /** Bytes that the waiting tasks of all owners hold. */
  maxBytes: number;
};

export type FairQueue = {
  /**
   * Runs a task when it is its turn.
   *
   * @param owner whom the task is for: an account's id, or another key.
   * @param bytes the memory that it holds while it waits.
   * @throws `throttled` (429) when the queue is full, or the task's error.
   */
  run<Result>(owner: string, bytes: number, task: () => Promise<Result>): Promise<Result>;
};

type Waiting = { owner: string; bytes: number; start: () => void };

/**
 * A queue in which nobody waits for the tasks that somebody else has queued. The next task is that of the owner who has
 * not had a turn for the longest time. An owner's second task starts only while another slot remains free, so that
 * nobody holds all of them.
 */
export function fairQueue({ slots, maxWaiting, maxOwnerBytes, maxBytes }: FairQueueOptions): FairQueue {
  const waiting: Waiting[] = [];
  const running = new Map<string, number>();
  /** Owners in the order of their last turn. */
  const turns = new Map<string, number>();
  let busy = 0;
  let turn = 0;

  const runningOf = (owner: string) => running.get(owner) ?? 0;
  const mayStart = (owner: string) => busy < slots && (runningOf(owner) === 0 || busy + 1 < slots);

  function startNext(): void {
    for (let next = pickNext(); next; next = pickNext()) {
      waiting.splice(waiting.indexOf(next), 1);
      take(next.owner);
      next.start();
    }
  }

  function pickNext(): Waiting | null {
    let best: Waiting | null = null;
    for (const task of waiting) {
      if (!mayStart(task.owner)) continue;
      if (!best || lastTurn(task.owner) < lastTurn(best.owner)) best = task;
    }
    return best;
  }

  const lastTurn = (owner: string) => turns.get(owner) ?? 0;

  function take(owner: string): void {
    busy += 1;
    running.set(owner, runningOf(owner) + 1);
    turn += 1;
    turns.delete(owner);
    turns.set(owner, turn);
    const [oldest] = turns.keys();
    if (turns.size > rememberedOwners && oldest !== undefined) turns.delete(oldest);
  }

  function release(owner: string): void {
    busy -= 1;
    const left = runningOf(owner) - 1;
    if (left > 0) running.set(owner, left);
    else running.delete(owner);
    startNext();
  }

  function assertRoom(owner: string, bytes: number): void {
    const own = waiting.filter((task) => task.owner === owner);
    const hasRoom =
      own.length < maxWaiting &&
      bytesOf(own) + bytes <= maxOwnerBytes &&
      bytesOf(waiting) + bytes <= maxBytes;
    if (!hasRoom) throw fail('throttled', { detail: 'too many pictures wait to be processed' });
  }

  return {
    async run(owner, bytes, task) {
      if (mayStart(owner)) take(owner);
      else {
        assertRoom(owner, bytes);
        await new Promise<void>((start) => waiting.push({ owner, bytes, start }));
      }
      try {
        return await task();
      } finally {
        release(owner);
      }
    },
  };
}

const rememberedOwners = 1_000;

const bytesOf = (tasks: Waiting[]) => tasks.reduce((sum, { bytes }) => sum + bytes, 0);
