import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { fairQueue } from './fair-queue.ts';

const roomy = { maxWaiting: 100, maxOwnerBytes: 1_000, maxBytes: 1_000 };

/** A queue whose tasks end when the test says so, and the order in which they began. */
function aQueue(options: Parameters<typeof fairQueue>[0]) {
  const queue = fairQueue(options);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    add(name: string, bytes = 1) {
      const owner = name.slice(0, 1);
      const done = queue.run(owner, bytes, () => {
        begun.push(name);
        return new Promise<void>((resolve) => ends.set(name, resolve));
      });
      done.catch(() => undefined);
      return done;
    },
    async end(name: string) {
      ends.get(name)?.();
      await setImmediate();
    },
  };
}

describe('a fair queue', () => {
  it('runs tasks of one owner in their order, and leaves a slot free', async () => {
    const { add, begun, end } = aQueue({ slots: 3, ...roomy });
    for (const name of ['a1', 'a2', 'a3', 'a4']) void add(name);
    expect(begun).toEqual(['a1', 'a2']);
    await end('a2');
    expect(begun).toEqual(['a1', 'a2', 'a3']);
  });

  it('gives the last slot to whoever has none', async () => {
    const { add, begun } = aQueue({ slots: 3, ...roomy });
    for (const name of ['a1', 'a2', 'a3', 'b1', 'b2']) void add(name);
    expect(begun).toEqual(['a1', 'a2', 'b1']);
  });

  it('takes turns, and begins with whoever has not had one', async () => {
    const { add, begun, end } = aQueue({ slots: 2, ...roomy });
    for (const name of ['a1', 'b1', 'a2', 'a3', 'b2', 'b3', 'c1']) void add(name);
    for (const name of ['a1', 'c1', 'b1', 'a2', 'b2']) await end(name);
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'b3']);
  });

  it('runs one task of an owner at a time where there is one slot', async () => {
    const { add, begun, end } = aQueue({ slots: 1, ...roomy });
    for (const name of ['a1', 'a2']) void add(name);
    expect(begun).toEqual(['a1']);
    await end('a1');
    expect(begun).toEqual(['a1', 'a2']);
  });

  it('refuses a task when its owner has too many waiting ones, and others not', async () => {
    const { add, begun, end } = aQueue({ slots: 1, ...roomy, maxWaiting: 2 });
    for (const name of ['a1', 'a2', 'a3']) void add(name);
    await expect(add('a4')).rejects.toMatchObject({ code: 'throttled', status: 429 });
    void add('b1');
    await end('a1');
    expect(begun).toEqual(['a1', 'b1']);
    void add('a4');
    for (const name of ['b1', 'a2', 'a3']) await end(name);
    expect(begun).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  it('refuses a task when those of its owner, or all, hold too much memory', async () => {
    const { add, end } = aQueue({ slots: 1, maxWaiting: 100, maxOwnerBytes: 60, maxBytes: 100 });
    void add('a1', 1_000);
    void add('a2', 50);
    await expect(add('a3', 20)).rejects.toMatchObject({ code: 'throttled' });
    void add('b1', 50);
    await expect(add('c1', 20)).rejects.toMatchObject({ code: 'throttled' });
    await end('a1');
    const accepted = add('c1', 20);
    await end('b1');
    await end('c1');
    await accepted;
  });

  it('goes on after a task that fails', async () => {
    const queue = fairQueue({ slots: 1, ...roomy });
    const failed = queue.run('a', 1, () => Promise.reject(new Error('broken')));
    const next = queue.run('a', 1, () => Promise.resolve('done'));
    await expect(failed).rejects.toThrow('broken');
    await expect(next).resolves.toBe('done');
  });
});
