import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStoreQueue } from './store-queue.ts';

const delayMs = 300;
const deferredDelayMs = 2_000;

class Rejected extends Error {}

/** A queue of strings. Each commit waits for `succeed` or `fail`. */
function aQueue({ hasDeferredWork = false, isBusy = true } = {}) {
  const currentDelayMs = isBusy ? delayMs : 0;
  const events: string[] = [];
  const commits: { batch: readonly string[]; isFinal: boolean; done: PromiseWithResolvers<string> }[] = [];
  let isDeferred = hasDeferredWork;
  const queue = createStoreQueue<string, string>({
    delayMs: () => currentDelayMs,
    deferredDelayMs: () => deferredDelayMs,
    hasDeferredWork: () => isDeferred,
    commit(batch, isFinal) {
      if (batch.length === 0 && !isDeferred) return null;
      isDeferred = false;
      const done = Promise.withResolvers<string>();
      commits.push({ batch: [...batch], isFinal, done });
      return done.promise;
    },
    async onStored(result, batch) {
      events.push(`stored ${result}: ${batch.join()}`);
    },
    isPermanent: (error) => error instanceof Rejected,
    onRejected: () => events.push(`rejected, ${queue.stop()} dropped`),
    onFailed: (_error, failures) => events.push(`failed ${failures}`),
  });
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return {
    queue,
    events,
    batches: () => commits.map(({ batch }) => batch.join()),
    isFinal: () => commits.at(-1)?.isFinal,
    defer: () => {
      isDeferred = true;
    },
    async succeed(result = 'ok') {
      commits.at(-1)?.done.resolve(result);
      await settle();
    },
    async fail(error: Error = new Error('no database')) {
      commits.at(-1)?.done.reject(error);
      await settle();
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('batches', () => {
  it('hold a change at once without a delay, and then everything that is added during a commit', async () => {
    const { queue, batches, succeed } = aQueue({ isBusy: false });
    queue.add('a');
    await vi.advanceTimersByTimeAsync(0);
    queue.add('b');
    queue.add('c');
    await vi.advanceTimersByTimeAsync(10 * delayMs);
    expect(batches()).toEqual(['a']);
    await succeed();
    expect(batches()).toEqual(['a', 'b,c']);
  });

  it('do not wait for deferred work that is due later', async () => {
    const { queue, batches, succeed, defer } = aQueue({ isBusy: false });
    queue.add('a');
    await vi.advanceTimersByTimeAsync(0);
    defer();
    await succeed();
    queue.add('b');
    await vi.advanceTimersByTimeAsync(0);
    expect(batches()).toEqual(['a', 'b']);
  });

  it('hold the changes of one delay, counted from the first', async () => {
    const { queue, batches } = aQueue();
    queue.add('a');
    await vi.advanceTimersByTimeAsync(delayMs - 1);
    queue.add('b');
    expect(batches()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(batches()).toEqual(['a,b']);
  });

  it('are committed one at a time, in order', async () => {
    const { queue, batches, succeed, events } = aQueue();
    queue.add('a');
    await vi.advanceTimersByTimeAsync(delayMs);
    queue.add('b');
    await vi.advanceTimersByTimeAsync(10 * delayMs);
    expect(batches()).toEqual(['a']);
    await succeed('first');
    await vi.advanceTimersByTimeAsync(delayMs);
    await succeed('second');
    expect(events).toEqual(['stored first: a', 'stored second: b']);
  });

  it('are empty for deferred work, which waits for its own delay', async () => {
    const { queue, batches, succeed, defer } = aQueue();
    queue.add('a');
    await vi.advanceTimersByTimeAsync(delayMs);
    defer();
    await succeed();
    await vi.advanceTimersByTimeAsync(deferredDelayMs - 1);
    expect(batches()).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(1);
    expect(batches()).toEqual(['a', '']);
  });

  it('start with the deferred work that is there from the beginning', async () => {
    const { batches } = aQueue({ hasDeferredWork: true });
    await vi.advanceTimersByTimeAsync(deferredDelayMs);
    expect(batches()).toEqual(['']);
  });
});

describe('a failed batch', () => {
  it('returns to the front of the queue', async () => {
    const { queue, batches, succeed, fail } = aQueue();
    queue.add('a');
    await vi.advanceTimersByTimeAsync(delayMs);
    queue.add('b');
    await fail();
    await vi.advanceTimersByTimeAsync(250);
    await succeed();
    expect(batches()).toEqual(['a', 'a,b']);
  });

  it('is retried after 250 ms, 500 ms … 5 s, and the count starts again after a success', async () => {
    const { queue, batches, succeed, fail, events } = aQueue();
    queue.add('a');
    await vi.advanceTimersByTimeAsync(delayMs);
    let attempts = 1;
    for (const waitMs of [250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]) {
      await fail();
      expect(queue.failure()).toBeInstanceOf(Error);
      await vi.advanceTimersByTimeAsync(waitMs - 1);
      expect(batches()).toHaveLength(attempts);
      await vi.advanceTimersByTimeAsync(1);
      attempts += 1;
      expect(batches()).toHaveLength(attempts);
    }
    await succeed();
    expect(queue.failure()).toBeNull();
    queue.add('b');
    await vi.advanceTimersByTimeAsync(delayMs);
    await fail();
    expect(events.at(-1)).toBe('failed 1');
  });

  it('is dropped with everything after it, and not retried, when the error is permanent', async () => {
    const { queue, batches, fail, events } = aQueue();
    queue.add('a');
    const onStored = vi.fn();
    queue.whenStored(onStored);
    await vi.advanceTimersByTimeAsync(delayMs);
    queue.add('b');
    await fail(new Rejected());
    queue.add('c');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(events).toEqual(['rejected, 2 dropped']);
    expect(batches()).toEqual(['a']);
    expect(onStored).not.toHaveBeenCalled();
    expect(queue.whenStored(onStored)).toBe(false);
  });
});

describe('whenStored', () => {
  it('resolves immediately when there is nothing to store', () => {
    const { queue } = aQueue();
    const callback = vi.fn();
    expect(queue.whenStored(callback)).toBe(true);
    expect(callback).toHaveBeenCalled();
  });

  it('is answered by the batch that holds the last change before it, just before onStored', async () => {
    const { queue, succeed, events } = aQueue();
    queue.add('a');
    queue.whenStored(() => events.push('after a'));
    await vi.advanceTimersByTimeAsync(delayMs);
    queue.add('b');
    expect(queue.whenStored(() => events.push('after b'))).toBe(false);
    await succeed('first');
    expect(queue.isStored()).toBe(false);
    expect(events).toEqual(['after a', 'stored first: a']);
    await vi.advanceTimersByTimeAsync(delayMs);
    await succeed('second');
    expect(queue.isStored()).toBe(true);
    expect(events.slice(2)).toEqual(['after b', 'stored second: b']);
  });
});

describe('flush', () => {
  it('commits without delay, including the deferred work', async () => {
    const { queue, batches, succeed, isFinal } = aQueue();
    queue.add('a');
    const flushed = queue.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(batches()).toEqual(['a']);
    expect(isFinal()).toBe(true);
    await succeed();
    await flushed;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(batches()).toEqual(['a']);
  });

  it('waits for the batch under way, then commits later changes; two flushes share that commit', async () => {
    const { queue, batches, succeed } = aQueue();
    queue.add('a');
    await vi.advanceTimersByTimeAsync(delayMs);
    queue.add('b');
    const flushed = Promise.all([queue.flush(), queue.flush()]);
    await succeed();
    expect(batches()).toEqual(['a', 'b']);
    await succeed();
    await flushed;
    expect(batches()).toEqual(['a', 'b']);
  });

  it('rejects with the error of its own commit, not of the one before', async () => {
    const { queue, fail, succeed } = aQueue();
    queue.add('a');
    await vi.advanceTimersByTimeAsync(delayMs);
    const survived = queue.flush();
    await fail();
    await succeed();
    await survived;
    queue.add('b');
    const failed = expect(queue.flush()).rejects.toThrow('disk full');
    await vi.advanceTimersByTimeAsync(0);
    await fail(new Error('disk full'));
    await failed;
  });

  it('does nothing when everything is stored, or the queue is stopped', async () => {
    const { queue, batches } = aQueue();
    await queue.flush();
    queue.add('a');
    expect(queue.stop()).toBe(1);
    await queue.flush();
    expect(batches()).toEqual([]);
  });
});
