import type { Channel } from '../documents/cluster.ts';
import { etagOf } from '../http/conditional-requests.ts';
import type { RenderResult } from './render-pages.ts';

type CachedResult = CachedPage | Exclude<RenderResult, { kind: 'page' }>;

export type CachedPage = Extract<RenderResult, { kind: 'page' }> & {
  /** Strong, of the uncompressed body. */
  etag: string;
  /** Response headers of the page, its ETag included. */
  headers: Record<string, string>;
  /** The body in UTF-8. */
  bytes: Uint8Array<ArrayBuffer>;
  /** The body in gzip, compressed on first use. */
  gzipped(): Promise<Uint8Array<ArrayBuffer>>;
};

/** Short, because a message about a change in another process may be lost. */
const lifetimeMs = 1_000;
/** Few pages get a hundred requests per second; the rest gain nothing from the cache. */
const entriesMax = 300;

/** `s-maxage` and `stale-while-revalidate`. */
const freshSeconds = 30;
const staleSeconds = 60;

type Entry = {
  result: Promise<CachedResult>;
  /** By `clock`. Milliseconds since 1970. */
  validFrom: number;
  validUntil: number;
  /** By `performance.now()`, for a clock that is set back. */
  expiresAt: number;
};

/**
 * Caches rendered pages for a second: see `docs/decisions/007-portal-cache.md`. Concurrent requests for a page share
 * one rendering.
 *
 * @param clock measures how old a page is; what is visible in it is judged by the database's clock.
 */
export function pageCache(clock: () => Date) {
  const entries = new Map<string, Entry>();

  return {
    async get(key: string, render: () => Promise<RenderResult>): Promise<CachedResult> {
      const now = clock();
      const cached = entries.get(key);
      if (cached && isValid(cached, now)) return cached.result;
      const entry: Entry = {
        result: render().then(toCached),
        validFrom: now.getTime(),
        validUntil: now.getTime() + lifetimeMs,
        expiresAt: performance.now() + lifetimeMs,
      };
      entries.delete(key);
      entries.set(key, entry);
      if (entries.size > entriesMax) removeOldest();
      try {
        const result = await entry.result;
        if (result.kind !== 'page') remove(key, entry);
        else if (result.nextChangeMs !== null) {
          entry.validUntil = Math.min(entry.validUntil, entry.validFrom + result.nextChangeMs);
        }
        return result;
      } catch (error) {
        remove(key, entry);
        throw error;
      }
    },
    /** Call after every change, before its response is sent: no later request gets the page as it was before. */
    clear(): void {
      entries.clear();
    },
  };

  /** Only this entry: another one may have replaced it. */
  function remove(key: string, entry: Entry): void {
    if (entries.get(key) === entry) entries.delete(key);
  }

  function removeOldest(): void {
    const [oldest] = entries.keys();
    if (oldest !== undefined) entries.delete(oldest);
  }
}

export type PageCache = ReturnType<typeof pageCache>;

/** A page cache that is cleared together with those of the other processes on the channel. */
export function sharedPageCache(clock: () => Date, channel: Channel): PageCache {
  const pages = pageCache(clock);
  channel.subscribe({
    onMessage(message) {
      if (message.type === 'pages') pages.clear();
    },
    onReconnect: pages.clear,
  });
  return {
    ...pages,
    clear() {
      pages.clear();
      channel.publish({ type: 'pages' });
    },
  };
}

const isValid = ({ validFrom, validUntil, expiresAt }: Entry, now: Date): boolean =>
  now.getTime() >= validFrom && now.getTime() < validUntil && performance.now() < expiresAt;

async function toCached(result: RenderResult): Promise<CachedResult> {
  if (result.kind !== 'page') return result;
  const etag = await etagOf(result.body);
  const headers = {
    'content-type': result.contentType,
    'cache-control': sharedCacheControl(result.nextChangeMs),
    vary: 'accept-encoding',
    etag,
  };
  const bytes = new TextEncoder().encode(result.body);
  let compressing: Promise<Uint8Array<ArrayBuffer>> | undefined;
  const gzipped = () => {
    compressing ??= gzip(bytes);
    return compressing;
  };
  return { ...result, etag, headers, bytes, gzipped };
}

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const compressed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(compressed).arrayBuffer());
}

/** Browsers revalidate every time. A shared cache may serve the page for a while, but not beyond the next change. */
export function sharedCacheControl(nextChangeMs: number | null): string {
  const secondsLeft = nextChangeMs === null ? Infinity : Math.floor(nextChangeMs / 1000);
  const fresh = Math.max(0, Math.min(freshSeconds, secondsLeft));
  const stale = Math.max(0, Math.min(staleSeconds, secondsLeft - fresh));
  return `public, max-age=0, s-maxage=${fresh}, stale-while-revalidate=${stale}`;
}
