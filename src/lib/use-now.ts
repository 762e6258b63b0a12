import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const tickMs = 30_000;
const clock = createStore<number>()(() => Date.now());
let timer: ReturnType<typeof setInterval> | undefined;
let subscribers = 0;

/** The current time, updated every half minute by one timer that all components share. */
export function useNow(): Date {
  return new Date(useStore(runningClock));
}

/** The clock, which ticks only while somebody is subscribed. */
const runningClock = {
  ...clock,
  subscribe(listener: Parameters<typeof clock.subscribe>[0]): () => void {
    // Not for every subscriber: each tick renders all of them.
    if (subscribers === 0) tick();
    const unsubscribe = clock.subscribe(listener);
    subscribers += 1;
    timer ??= setInterval(tick, tickMs);
    return () => {
      unsubscribe();
      subscribers -= 1;
      if (subscribers > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  },
};

function tick(): void {
  clock.setState(Date.now());
}
