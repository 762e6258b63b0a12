/**
 * Runs `work` one at a time. Calls during a run share one further run that starts after it, because the run under way
 * may have read its input before they were made.
 */
export function coalesceCalls(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  return function call(): Promise<void> {
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
        return call();
      });
    return next;
  };
}
