import { describe, expect, test } from 'vitest';
import { createClusterNetwork } from '../../tests/collab/cluster-network.ts';

import { pageCache, sharedPageCache } from './page-cache.ts';
import type { RenderResult } from './render-pages.ts';

const aPage = (body: string, nextChangeMs: number | null = null): RenderResult => ({
  kind: 'page',
  body,
  contentType: 'text/html',
  nextChangeMs,
});

function aCache() {
  let now = new Date('2026-03-11T07:06:00.000Z');
  let renderings = 0;
  const cache = pageCache(() => now);
  return {
    clear: cache.clear,
    get renderings() {
      return renderings;
    },
    later(milliseconds: number) {
      now = new Date(now.getTime() + milliseconds);
      return now;
    },
    async get(
      key = 'front',
      answer: (number: number) => RenderResult | Promise<RenderResult> = (n) => aPage(`${n}`),
    ) {
      const found = await cache.get(key, async () => answer(++renderings));
      return found.kind === 'moved' ? found.path : found.body;
    },
  };
}

describe('a rendered page', () => {
  test('is served again within a second, and rendered again after it', async () => {
    const cache = aCache();
    expect([await cache.get(), await cache.get(), await cache.get('other')]).toEqual(['1', '1', '2']);
    cache.later(999);
    expect(await cache.get()).toBe('1');
    cache.later(1);
    expect(await cache.get()).toBe('3');
  });

  test('is not served while the clock is before its rendering', async () => {
    const cache = aCache();
    await cache.get();
    cache.later(-1);
    expect(await cache.get()).toBe('2');
  });

  test('is rendered once for concurrent requests', async () => {
    const cache = aCache();
    const all = await Promise.all(Array.from({ length: 50 }, () => cache.get()));
    expect([new Set(all).size, cache.renderings]).toEqual([1, 1]);
  });

  test('is never served past the next time at which an article becomes visible', async () => {
    const cache = aCache();
    await cache.get('front', () => aPage('before', 300));
    cache.later(299);
    expect(await cache.get()).toBe('before');
    cache.later(1);
    expect(await cache.get()).toBe('2');
  });

  test('that was being rendered during a change answers the requests that wait for it, and no later one', async () => {
    const cache = aCache();
    let finish = (_: RenderResult) => {};
    const slow = new Promise<RenderResult>((resolve) => {
      finish = resolve;
    });
    const waiting = cache.get('front', () => slow);
    cache.clear();
    const after = cache.get('front', () => aPage('after'));
    finish(aPage('before'));
    expect(await waiting).toBe('before');
    expect(await after).toBe('after');
    expect(await cache.get()).toBe('after');
  });

  test('is not cached when it fails or is no page', async () => {
    const cache = aCache();
    const broken = () => Promise.reject(new Error('no database'));
    await expect(cache.get('front', broken)).rejects.toThrow('no database');
    expect(await cache.get('front', () => ({ kind: 'not-found', body: 'nothing' }))).toBe('nothing');
    expect(await cache.get('front', () => ({ kind: 'moved', path: '/portal' }))).toBe('/portal');
    expect(await cache.get()).toBe('4');
  });

  test('is evicted when the cache is full', async () => {
    const cache = aCache();
    for (let number = 0; number <= 300; number += 1) await cache.get(`page ${number}`);
    expect(await cache.get('page 300')).toBe('301');
    expect(await cache.get('page 0')).toBe('302');
  });
});

describe('the page caches of several processes', () => {
  const now = new Date('2026-03-11T07:06:00.000Z');
  const frontOf = async (cache: ReturnType<typeof pageCache>, body: string) => {
    const page = await cache.get('front', async () => aPage(body));
    return page.kind === 'page' && page.body;
  };

  test('are cleared when one of them is, and when a message may have been lost', async () => {
    const network = createClusterNetwork();
    const [one, other] = [
      sharedPageCache(() => now, network.join()),
      sharedPageCache(() => now, network.join()),
    ];
    expect(await frontOf(other, 'first')).toBe('first');
    expect(await frontOf(other, 'unseen')).toBe('first');
    one.clear();
    // Messages are delivered in the next turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    expect(await frontOf(other, 'second')).toBe('second');
    network.disconnect();
    one.clear();
    expect(await frontOf(other, 'third')).toBe('second');
    network.reconnect();
    expect(await frontOf(other, 'third')).toBe('third');
  });
});
