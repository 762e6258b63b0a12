/**
 * Commits changes in batches, one at a time, in the order in which they were added (group commit): changes that are added
 * while a commit is under way join the next one. `delayMs` lets more of them share a commit.
 *
 * Changes are numbered, and `storedUpTo` is the number of the last committed one. `whenStored` reports
 * when everything added so far is committed, by number, because a Yjs state vector does not change with a
 * deletion. A failed batch returns to the front of the queue and is retried with exponential backoff until `stop`.
 */
export type StoreQueue<Change> = {
  add(change: Change): void;
  /** Whether everything that was added is committed. */
  isStored(): boolean;
  /**
   * Calls `callback` once everything added so far is committed, just before `onStored`. Calls it synchronously and
   * returns true when that is so already; never calls it once the queue is stopped.
   */
  whenStored(callback: () => void): boolean;
  /** Commits everything without delay. Rejects with the error of the commit. */
  flush(): Promise<void>;
  /** The error of the last commit; null when it succeeded. */
  failure(): unknown;
  /**
   * Commits nothing further; a commit under way runs to its end.
   *
   * @returns the number of changes that are dropped.
   */
  stop(): number;
};

export type StoreQueueOptions<Change, Result> = {
  /** The time from now until changes are committed, in ms; asked with the first change of a batch. */
  delayMs(): number;
  /** The time from now until deferred work is done, in ms, unless a commit comes first. */
  deferredDelayMs(): number;
  /** Whether `commit` has something to do even without changes. */
  hasDeferredWork(): boolean;
  /**
   * Commits a batch in one transaction. `isFinal` includes the deferred work.
   *
   * @returns null when the batch is empty and no deferred work is due.
   */
  commit(batch: readonly Change[], isFinal: boolean): Promise<Result> | null;
  /** Called synchronously after each commit. The next one starts only after the returned promise. */
  onStored(result: Result, batch: readonly Change[]): Promise<void>;
  /** Whether no retry can succeed. */
  isPermanent(error: unknown): boolean;
  /** Called with a permanent error instead of `onFailed`. Expected to call `stop`. */
  onRejected(error: unknown): void;
  /** `failures` counts the failed commits since the last successful one. */
  onFailed(error: unknown, failures: number): void;
};

const retryMinMs = 250;
const retryMaxMs = 5_000;

export function createStoreQueue<Change, Result>(
  options: StoreQueueOptions<Change, Result>,
): StoreQueue<Change> {
  const { hasDeferredWork } = options;
  let pending: Change[] = [];
  let added = 0;
  let storedUpTo = 0;
  let waiting: { number: number; callback: () => void }[] = [];
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAtMs = Number.POSITIVE_INFINITY;
  let failures = 0;
  let failure: unknown = null;
  let isStopped = false;

  if (hasDeferredWork()) schedule(options.deferredDelayMs());

  /** Starts a batch after this time, unless one is due earlier. */
  function schedule(afterMs: number): void {
    const atMs = performance.now() + afterMs;
    if (atMs >= dueAtMs || running !== null || isStopped) return;
    cancelTimer();
    dueAtMs = atMs;
    timer = setTimeout(() => {
      cancelTimer();
      // Failures are reported by `onFailed` and retried.
      run(false).catch(() => {});
    }, afterMs);
  }

  function cancelTimer(): void {
    clearTimeout(timer);
    dueAtMs = Number.POSITIVE_INFINITY;
  }

  /** Starts a batch, or joins the one under way. */
  function run(isFinal: boolean): Promise<void> {
    running ??= commitBatch(isFinal).finally(() => {
      running = null;
      if (failure !== null) schedule(Math.min(retryMaxMs, retryMinMs * 2 ** (failures - 1)));
      else if (pending.length > 0) schedule(options.delayMs());
      else if (hasDeferredWork()) schedule(options.deferredDelayMs());
    });
    return running;
  }

  async function commitBatch(isFinal: boolean): Promise<void> {
    const batch = pending;
    const last = added;
    let result: Result;
    pending = [];
    try {
      const committing = options.commit(batch, isFinal);
      if (committing === null) return;
      result = await committing;
    } catch (error) {
      pending = [...batch, ...pending];
      if (options.isPermanent(error)) return options.onRejected(error);
      failures += 1;
      failure = error;
      options.onFailed(error, failures);
      throw error;
    }
    storedUpTo = last;
    failures = 0;
    failure = null;
    const answered = waiting.filter(({ number }) => number <= storedUpTo);
    waiting = waiting.filter(({ number }) => number > storedUpTo);
    for (const { callback } of answered) callback();
    await options.onStored(result, batch);
  }

  return {
    add(change) {
      added += 1;
      pending.push(change);
      // The first change sets the time, or a stream of changes would be asked about again and again.
      if (pending.length === 1) schedule(options.delayMs());
    },
    isStored: () => storedUpTo === added,
    whenStored(callback) {
      if (isStopped) return false;
      const isStored = storedUpTo === added;
      if (isStored) callback();
      else waiting.push({ number: added, callback });
      return isStored;
    },
    async flush() {
      // A batch under way may lack the latest changes. If it fails, the next one fails for the same reason.
      if (running) await running.catch(() => {});
      cancelTimer();
      if (!isStopped && (pending.length > 0 || hasDeferredWork())) await run(true);
    },
    failure: () => failure,
    stop() {
      const dropped = pending.length;
      isStopped = true;
      cancelTimer();
      pending = [];
      waiting = [];
      return dropped;
    },
  };
}
