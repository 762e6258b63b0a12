import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCommitPace } from './commit-pace.ts';
import { createStoreQueue } from './store-queue.ts';

const collectMs = 300;
const commitMs = 10;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Commits per second while somebody types a key every 200 ms in each article, after the first second. */
async function commitRate(
  articleCount: number,
  delayMs: (pace: ReturnType<typeof createCommitPace>) => number,
) {
  const pace = createCommitPace(collectMs);
  let commits = 0;
  const queues = Array.from({ length: articleCount }, () =>
    createStoreQueue<string, void>({
      delayMs: () => delayMs(pace),
      deferredDelayMs: () => 0,
      hasDeferredWork: () => false,
      commit() {
        pace.count();
        commits += 1;
        return new Promise((resolve) => setTimeout(resolve, commitMs));
      },
      onStored: () => Promise.resolve(),
      isPermanent: () => false,
      onRejected() {},
      onFailed() {},
    }),
  );
  const type = async (seconds: number) => {
    for (let tick = 0; tick < (seconds * 1_000) / 20; tick += 1) {
      // A tenth of the articles at a time.
      for (const [index, queue] of queues.entries()) if (index % 10 === tick % 10) queue.add('a');
      await vi.advanceTimersByTimeAsync(20);
    }
  };
  await type(1);
  commits = 0;
  await type(4);
  for (const queue of queues) queue.stop();
  return commits / 4;
}

it('200 articles that are typed in at once cost no more commits than with a fixed delay', async () => {
  const fixed = await commitRate(200, () => collectMs);
  expect(fixed).toBeGreaterThan(200);
  expect(await commitRate(200, (pace) => pace.delayMs())).toBeLessThanOrEqual(fixed);
});

it('each key of a lone author is committed at once', async () => {
  expect(await commitRate(1, (pace) => pace.delayMs())).toBe(5);
});

it('a change is committed at once again after the load', () => {
  const pace = createCommitPace(collectMs);
  for (let commit = 0; commit < 100; commit += 1) pace.count();
  expect(pace.delayMs()).toBe(collectMs);
  vi.advanceTimersByTime(4_000);
  expect(pace.delayMs()).toBe(0);
});
