import type { Channel } from '../documents/cluster.ts';
import type { Answer } from './answers.ts';
import { digestOf } from './assets.ts';

/** A page as it goes out; anything else as it was made. */
export type Sendable = SendablePage | Exclude<Answer, { kind: 'page' }>;

export type SendablePage = Extract<Answer, { kind: 'page' }> & {
  /** Strong, of the body as it is. */
  etag: string;
  /** Those that belong to the page, its etag among them. */
  headers: Record<string, string>;
  /** The body as UTF-8. */
  bytes: Uint8Array<ArrayBuffer>;
  /** The same in gzip; made once, when the first one asks for it. */
  zipped(): Promise<Uint8Array<ArrayBuffer>>;
};

/** How long a rendered page is given again. Another process may have changed it and the message of it be lost. */
const keptMs = 1_000;
/** The pages that are asked for a hundred times a second are few; the rest need no keeping. */
const pagesMax = 300;

/** How long a shared cache may answer without asking, and then while it asks. Seconds. */
const freshSeconds = 30;
const staleSeconds = 60;

type Entry = {
  answer: Promise<Sendable>;
  /** The newsroom's time between which it holds. Milliseconds since 1970. */
  from: number;
  until: number;
  /** The machine's time until which it is kept, as `performance.now` counts. */
  keptUntil: number;
};

/**
 * Rendered pages, for a second: see `docs/decisions/007-portal-cache.md`. Whoever changes something in this process
 * calls `drop` when it is done, and from then on no page shows how it was before. Many who ask for the same page at
 * once get it from one rendering.
 */
export function pageCache(clock: () => Date) {
  const entries = new Map<string, Entry>();

  return {
    async get(key: string, make: (now: Date) => Promise<Answer>): Promise<Sendable> {
      const now = clock();
      const found = entries.get(key);
      if (found && holds(found, now)) return found.answer;
      const entry: Entry = {
        answer: make(now).then((answer) => complete(answer, now)),
        from: now.getTime(),
        until: now.getTime() + keptMs,
        keptUntil: performance.now() + keptMs,
      };
      entries.delete(key);
      entries.set(key, entry);
      if (entries.size > pagesMax) forgetOldest();
      try {
        const answer = await entry.answer;
        if (answer.kind !== 'page') forget(key, entry);
        else if (answer.nextChange) entry.until = Math.min(entry.until, answer.nextChange.getTime());
        return answer;
      } catch (error) {
        forget(key, entry);
        throw error;
      }
    },
    /** Call it after every change, before its answer goes out. */
    drop(): void {
      entries.clear();
    },
  };

  /** Not what has come in its place meanwhile. */
  function forget(key: string, entry: Entry): void {
    if (entries.get(key) === entry) entries.delete(key);
  }

  function forgetOldest(): void {
    const [oldest] = entries.keys();
    if (oldest !== undefined) entries.delete(oldest);
  }

  async function complete(answer: Answer, now: Date): Promise<Sendable> {
    if (answer.kind !== 'page') return answer;
    const { body, contentType, nextChange } = answer;
    const etag = `"${await digestOf(body)}"`;
    const headers = {
      'content-type': contentType,
      'cache-control': sharedCacheControl(nextChange, now),
      vary: 'accept-encoding',
      etag,
    };
    const bytes = new TextEncoder().encode(body);
    let zipping: Promise<Uint8Array<ArrayBuffer>> | undefined;
    const zipped = () => {
      zipping ??= zip(bytes);
      return zipping;
    };
    return { ...answer, etag, headers, bytes, zipped };
  }
}

export type PageCache = ReturnType<typeof pageCache>;

/** The same where several processes show the pages: what one drops, all drop. */
export function sharedPageCache(clock: () => Date, channel: Channel): PageCache {
  const pages = pageCache(clock);
  channel.subscribe({
    onMessage(message) {
      if (message.type === 'pages') pages.drop();
    },
    onReconnect: pages.drop,
  });
  return {
    ...pages,
    drop() {
      pages.drop();
      channel.publish({ type: 'pages' });
    },
  };
}

const holds = ({ from, until, keptUntil }: Entry, now: Date): boolean =>
  now.getTime() >= from && now.getTime() < until && performance.now() < keptUntil;

async function zip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const zipping = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(zipping).arrayBuffer());
}

/** Browsers always ask again; a shared cache may answer for a while, never beyond the time of the next change. */
export function sharedCacheControl(nextChange: Date | null, now: Date): string {
  const left = nextChange ? Math.floor((nextChange.getTime() - now.getTime()) / 1000) : Infinity;
  const fresh = Math.max(0, Math.min(freshSeconds, left));
  const stale = Math.max(0, Math.min(staleSeconds, left - fresh));
  return `public, max-age=0, s-maxage=${fresh}, stale-while-revalidate=${stale}`;
}
