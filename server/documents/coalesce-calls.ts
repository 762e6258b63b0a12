/**
 * Does `work` one at a time. Who asks while it is under way waits for another time after it, because what they mean may
 * have come too late for this one; all who wait share that one.
 */
export function onceMore(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  return function ask(): Promise<void> {
    if (running === null) {
      running = work().finally(() => {
        running = null;
      });
      return running;
    }
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null;
        return ask();
      });
    return next;
  };
}
