/** Runs tasks of the same key one after the other. A rejected task does not stop the queue. */
export function keyedQueue(): (key: string, task: () => Promise<void>) => void {
  const tails = new Map<string, Promise<void>>();
  return (key, task) => {
    const tail = (tails.get(key) ?? Promise.resolve()).then(task).catch(() => undefined);
    tails.set(key, tail);
  };
}

/**
 * Runs one task per key for any number of callers and aborts it when the last caller has released it.
 *
 * @returns acquires the task of a key and returns the release function.
 */
export function refCountedTask(
  task: (key: string, signal: AbortSignal) => Promise<void>,
): (key: string) => () => void {
  const running = new Map<string, { count: number; controller: AbortController }>();
  return (key) => {
    const entry = running.get(key) ?? { count: 0, controller: new AbortController() };
    entry.count += 1;
    if (!running.has(key)) {
      running.set(key, entry);
      // Rejects when aborted, or when there is nothing to find.
      task(key, entry.controller.signal).catch(() => undefined);
    }
    return () => {
      entry.count -= 1;
      if (entry.count > 0) return;
      running.delete(key);
      entry.controller.abort();
    };
  };
}
