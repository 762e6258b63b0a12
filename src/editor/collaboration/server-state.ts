import { statePath, stateType } from '../../../domain/contract/article-state.ts';
import { schemaVersion } from '../../../domain/document/content.ts';
import { documentKey, openLocalDatabase } from './local-database.ts';

/*
 * An article's document over HTTP, requested as soon as somebody seems about to open it. The socket then transfers only
 * what is missing. Not requested where this browser has a copy, which is shown at once.
 */

type Requested = {
  state: Promise<Uint8Array | null>;
  requestedAtMs: number;
  /** Of the state, once it has arrived. */
  etag: string | null;
};

/** A state of this age is requested again, with its ETag. */
const freshMs = 10_000;
/** In memory only, because this may be a shared computer. */
const forgetAfterMs = 30_000;
const requestsMax = 8;

const requests = new Map<string, Requested>();
let copies: Promise<ReadonlySet<string>> | null = null;

/** Requests the document, unless that was done just now. Never rejects. */
export function prefetchState(articleId: string, userId: string): void {
  request(articleId, userId);
}

/**
 * The document, as a Yjs update. The next call requests it again.
 *
 * @returns null where this browser has a copy, and where the server does not answer with a document: the socket's refusal says why.
 */
export async function takeState(articleId: string, userId: string): Promise<Uint8Array | null> {
  const { state } = request(articleId, userId);
  const update = await state;
  requests.delete(documentKey(articleId, userId));
  return update;
}

function request(articleId: string, userId: string): Requested {
  const key = documentKey(articleId, userId);
  const earlier = requests.get(key);
  if (earlier && performance.now() - earlier.requestedAtMs < freshMs) return earlier;
  const requested: Requested = { state: Promise.resolve(null), requestedAtMs: performance.now(), etag: null };
  requested.state = fetchState(articleId, key, earlier, requested).catch(() => null);
  requests.delete(key);
  requests.set(key, requested);
  const [oldest] = requests.keys();
  if (oldest !== undefined && requests.size > requestsMax) requests.delete(oldest);
  setTimeout(() => requests.get(key) === requested && requests.delete(key), forgetAfterMs);
  return requested;
}

async function fetchState(
  articleId: string,
  key: string,
  earlier: Requested | undefined,
  requested: Requested,
): Promise<Uint8Array | null> {
  copies ??= readCopies().catch(() => new Set());
  if ((await copies).has(key)) return null;
  const headers: HeadersInit = earlier?.etag ? { 'if-none-match': earlier.etag } : {};
  const response = await fetch(new URL(statePath(articleId, schemaVersion), location.href), { headers });
  if (earlier && response.status === 304) {
    requested.etag = earlier.etag;
    return earlier.state;
  }
  if (!response.ok || response.headers.get('content-type') !== stateType) return null;
  requested.etag = response.headers.get('etag');
  return new Uint8Array(await response.arrayBuffer());
}

/** The keys of the documents of which this browser has a copy. Later ones are not missed: they come from the server. */
async function readCopies(): Promise<ReadonlySet<string>> {
  const database = await openLocalDatabase();
  try {
    return new Set(await database.getAllKeys('copies'));
  } finally {
    database.close();
  }
}
