/**
 * How often a fault is tried, and with which luck. `FAULT_ROUNDS=full` asks for the long run; the short one stands in
 * `npm test`, and has the same seed every time so that it says the same of the same code. `FAULT_SEED` replays a run.
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

/** The same numbers for the same seed (mulberry32). */
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
 * What a run has found: every promise that was checked, and those that were not kept. The line is printed whatever
 * becomes of the test.
 */
export function openLedger(fault: string, { seed, rounds }: Run) {
  let checked = 0;
  const lost: string[] = [];
  const notes: string[] = [];
  const worst = new Map<string, number>();
  return {
    /** Counts a promise. `what` names it where it was broken. */
    check(isKept: boolean, what: () => string): void {
      checked += 1;
      if (!isKept) lost.push(what());
    },
    note: (text: string) => void notes.push(text),
    /** Remembers the longest time that something took. */
    took(what: string, milliseconds: number): void {
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
