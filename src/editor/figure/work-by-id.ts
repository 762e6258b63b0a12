/** Does things one after the other for each id. What fails stops nothing. */
export function inOrder(): (id: string, act: () => Promise<void>) => void {
  const last = new Map<string, Promise<void>>();
  return (id, act) => {
    const done = (last.get(id) ?? Promise.resolve()).then(act).catch(() => undefined);
    last.set(id, done);
  };
}

/**
 * Work that several ask for at once: it is done once for each id, and stopped when the last of them asks no more.
 *
 * @returns asks for it; what that returns stops asking.
 */
export function sharedWork(
  work: (id: string, signal: AbortSignal) => Promise<void>,
): (id: string) => () => void {
  const asked = new Map<string, { count: number; controller: AbortController }>();
  return (id) => {
    const entry = asked.get(id) ?? { count: 0, controller: new AbortController() };
    entry.count += 1;
    if (!asked.has(id)) {
      asked.set(id, entry);
      // Stopped, or nothing to be had.
      work(id, entry.controller.signal).catch(() => undefined);
    }
    return () => {
      entry.count -= 1;
      if (entry.count > 0) return;
      asked.delete(id);
      entry.controller.abort();
    };
  };
}
