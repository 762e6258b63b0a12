export type Quota = {
  /** @returns a function that releases what was taken, or which limit is reached. */
  take(key: string, amount: number): (() => void) | 'key' | 'total';
};

/** Bounds what is held at a time: by each key, such as a network, and in total. In any unit. */
export function createQuota({ perKey, total }: { perKey: number; total: number }): Quota {
  const held = new Map<string, number>();
  let heldInTotal = 0;
  return {
    take(key, amount) {
      const current = held.get(key) ?? 0;
      if (current + amount > perKey) return 'key';
      if (heldInTotal + amount > total) return 'total';
      held.set(key, current + amount);
      heldInTotal += amount;
      let isReleased = false;
      return () => {
        if (isReleased) return;
        isReleased = true;
        heldInTotal -= amount;
        const rest = (held.get(key) ?? 0) - amount;
        if (rest > 0) held.set(key, rest);
        else held.delete(key);
      };
    },
  };
}
