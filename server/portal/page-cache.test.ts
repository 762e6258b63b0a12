import { describe, expect, test } from 'vitest';
import { createClusterNetwork } from '../../tests/collab/cluster-network.ts';
import type { Answer } from './answers.ts';
import { pageCache, sharedPageCache } from './page-cache.ts';

const aPage = (body: string, nextChange: Date | null = null): Answer => ({
  kind: 'page',
  body,
  contentType: 'text/html',
  nextChange,
});

function aCache() {
  let now = new Date('2026-03-11T07:06:00.000Z');
  let made = 0;
  const cache = pageCache(() => now);
  return {
    drop: cache.drop,
    get made() {
      return made;
    },
    later(milliseconds: number) {
      now = new Date(now.getTime() + milliseconds);
      return now;
    },
    async get(key = 'front', answer: (number: number) => Answer | Promise<Answer> = (n) => aPage(`${n}`)) {
      const found = await cache.get(key, async () => answer(++made));
      return found.kind === 'moved' ? found.path : found.body;
    },
  };
}

describe('a rendered page', () => {
  test('is given again within a second, and made anew after it', async () => {
    const cache = aCache();
    expect([await cache.get(), await cache.get(), await cache.get('other')]).toEqual(['1', '1', '2']);
    cache.later(999);
    expect(await cache.get()).toBe('1');
    cache.later(1);
    expect(await cache.get()).toBe('3');
  });

  test('is not given when the clock stands before the time at which it was made', async () => {
    const cache = aCache();
    await cache.get();
    cache.later(-1);
    expect(await cache.get()).toBe('2');
  });

  test('is made once for all who ask at the same time', async () => {
    const cache = aCache();
    const all = await Promise.all(Array.from({ length: 50 }, () => cache.get()));
    expect([new Set(all).size, cache.made]).toEqual([1, 1]);
  });

  test('is never given past the time at which something becomes visible', async () => {
    const cache = aCache();
    const at = new Date(cache.later(0).getTime() + 300);
    await cache.get('front', () => aPage('before', at));
    cache.later(299);
    expect(await cache.get()).toBe('before');
    cache.later(1);
    expect(await cache.get()).toBe('2');
  });

  test('that was being made while something changed is given to who waits for it, and to nobody later', async () => {
    const cache = aCache();
    let finish = (_: Answer) => {};
    const slow = new Promise<Answer>((resolve) => {
      finish = resolve;
    });
    const asked = cache.get('front', () => slow);
    cache.drop();
    const after = cache.get('front', () => aPage('after'));
    finish(aPage('before'));
    expect(await asked).toBe('before');
    expect(await after).toBe('after');
    expect(await cache.get()).toBe('after');
  });

  test('that could not be made is tried again, and what is no page is not kept', async () => {
    const cache = aCache();
    const broken = () => Promise.reject(new Error('no database'));
    await expect(cache.get('front', broken)).rejects.toThrow('no database');
    expect(await cache.get('front', () => ({ kind: 'not-found', body: 'nothing' }))).toBe('nothing');
    expect(await cache.get('front', () => ({ kind: 'moved', path: '/portal' }))).toBe('/portal');
    expect(await cache.get()).toBe('4');
  });

  test('makes room for others', async () => {
    const cache = aCache();
    for (let number = 0; number <= 300; number += 1) await cache.get(`page ${number}`);
    expect(await cache.get('page 300')).toBe('301');
    expect(await cache.get('page 0')).toBe('302');
  });
});

describe('the pages of several processes', () => {
  const now = new Date('2026-03-11T07:06:00.000Z');
  const frontOf = async (cache: ReturnType<typeof pageCache>, words: string) => {
    const page = await cache.get('front', async () => aPage(words));
    return page.kind === 'page' && page.body;
  };

  test('are all dropped when one of them changes something, and when that may have been missed', async () => {
    const network = createClusterNetwork();
    const [one, other] = [
      sharedPageCache(() => now, network.join()),
      sharedPageCache(() => now, network.join()),
    ];
    expect(await frontOf(other, 'first')).toBe('first');
    expect(await frontOf(other, 'unseen')).toBe('first');
    one.drop();
    // Messages are delivered in the next turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    expect(await frontOf(other, 'second')).toBe('second');
    network.disconnect();
    one.drop();
    expect(await frontOf(other, 'third')).toBe('second');
    network.reconnect();
    expect(await frontOf(other, 'third')).toBe('third');
  });
});
