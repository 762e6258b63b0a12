/**
 * The number of rounds and the random seed. `FAULT_ROUNDS=full` makes a long run; the short one of `npm test` has a fixed
 * seed, so that it is reproducible. `FAULT_SEED` repeats a run.
 */
export type Run = {
  seed: number;
  rounds: number;
  isFull: boolean;
  random: Random;
};

export type Random = {
  /** At least 0, below `limit`. */
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
};

const usualSeed = 20_260_311;

export function runOf(sizes: { full: number; short: number }): Run {
  const isFull = process.env.FAULT_ROUNDS === 'full';
  const given = process.env.FAULT_SEED;
  const seed = given ? Number(given) : isFull ? Math.floor(Math.random() * 2 ** 31) : usualSeed;
  if (!Number.isSafeInteger(seed)) throw new Error(`FAULT_SEED is ${given}: it must be a whole number`);
  return { seed, rounds: isFull ? sizes.full : sizes.short, isFull, random: randomOf(seed) };
}

/** A seeded random generator (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (limit) => Math.floor(next() * limit),
    chance: (probability) => next() < probability,
    pick(items) {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error('Nothing to pick from');
      return item;
    },
  };
}

/**
 * The results of a run: the number of checks, and the failed ones. Printed whether the test passes or not.
 */
export function openLedger(fault: string, { seed, rounds }: Run) {
  let checked = 0;
  const lost: string[] = [];
  const notes: string[] = [];
  const worst = new Map<string, number>();
  return {
    /** Counts a check. `what` describes a failed one. */
    check(isKept: boolean, what: () => string): void {
      checked += 1;
      if (!isKept) lost.push(what());
    },
    note: (text: string) => void notes.push(text),
    /** Records the longest duration by name. */
    recordDuration(what: string, milliseconds: number): void {
      worst.set(what, Math.max(worst.get(what) ?? 0, milliseconds));
    },
    worstOf: (what: string): number => worst.get(what) ?? 0,
    lost: (): readonly string[] => lost,
    print(): void {
      const times = [...worst].map(([what, time]) => `${what} at most ${Math.round(time)} ms`);
      const parts = [`checked ${checked}, lost ${lost.length}`, ...times, ...notes];
      process.stdout.write(`faults/${fault}: seed ${seed}, ${rounds} rounds: ${parts.join('; ')}\n`);
    },
  };
}

export type Ledger = ReturnType<typeof openLedger>;
