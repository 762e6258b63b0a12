/** Named timers, at most one of each name: setting a running one restarts it. */
export type Timers<Name extends string> = {
  set(name: Name, delayMs: number, task: () => void): void;
  has(name: Name): boolean;
  clear(name: Name): void;
  clearAll(): void;
};

export function createTimers<Name extends string>(): Timers<Name> {
  const running = new Map<Name, ReturnType<typeof setTimeout>>();
  const clear = (name: Name) => {
    clearTimeout(running.get(name));
    running.delete(name);
  };
  return {
    set(name, delayMs, task) {
      clear(name);
      const timer = setTimeout(() => {
        running.delete(name);
        task();
      }, delayMs);
      running.set(name, timer);
    },
    has: (name) => running.has(name),
    clear,
    clearAll() {
      for (const name of [...running.keys()]) clear(name);
    },
  };
}
