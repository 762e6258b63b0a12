import {
  type DehydratedState,
  dehydrate,
  hydrate,
  type Query,
  type QueryClient,
} from '@tanstack/react-query';
import { api } from './api.ts';
import { toProblem } from './problem.ts';
import { onSessionChange } from './session.ts';

/*
 * The last answers of the queries that the desk opens with, on this device: the next visit shows them at once and
 * corrects them, and without a network they are what can be shown. One account's at a time, until it signs out.
 */

const storageKey = 'toa-soan.queries';
const storeDelayMs = 1_000;
const maxAgeMs = 7 * 24 * 3_600_000;

/** Their answers may differ after an update of the desk. The name of this script changes with each. */
const version = import.meta.url;

/** By the path of the procedure. The article's is that of an open page. */
const storedPaths = new Set([
  'session.me',
  'session.people',
  'newsroom.get',
  'categories.list',
  'articles.counts',
  'articles.list',
  'articles.get',
]);

type Stored = { version: string; at: number; state: DehydratedState };

/**
 * Restores the stored queries, marked as outdated, so that each is fetched again when it is used. To be called before the
 * first query. @returns whether there were any.
 */
export function restoreQueries(queryClient: QueryClient, now = Date.now()): boolean {
  const stored = readStored();
  if (!stored || stored.version !== version || now - stored.at > maxAgeMs) return false;
  hydrate(queryClient, stored.state);
  for (const query of queryClient.getQueryCache().getAll()) restored.add(query);
  void queryClient.invalidateQueries({ refetchType: 'none' });
  return true;
}

/** Stores the queries whenever their answers change, and deletes them when the session is forgotten. */
export function storeQueries(queryClient: QueryClient): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const storeNow = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    store(queryClient);
  };
  addEventListener('pagehide', storeNow);
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'error') hideLostAnswer(event.query);
    if (event.type !== 'updated' || event.action.type !== 'success' || !isStored(event.query)) return;
    timer ??= setTimeout(storeNow, storeDelayMs);
  });
  onSessionChange(({ status }) => {
    if (status !== 'unknown') return;
    clearTimeout(timer);
    timer = undefined;
    forgetQueries();
  });
}

/**
 * Starts again, on the way to the sign-in page, when the restored session has ended or another account has signed in. Not
 * once somebody uses the page: then the bar of an ended session says so.
 */
export async function confirmAccount(queryClient: QueryClient): Promise<void> {
  const restored = queryClient.getQueryData(api.session.me.queryKey());
  const response = await fetch('/api/me').catch(() => null);
  const account: unknown = response?.ok ? await response.json() : null;
  const isSame = (account as { id?: string } | null)?.id === restored?.id;
  if (navigator.userActivation.hasBeenActive || !(response?.status === 401 || (response?.ok && !isSame)))
    return;
  forgetQueries();
  location.reload();
}

function forgetQueries(): void {
  try {
    localStorage.removeItem(storageKey);
  } catch {
    // Storage may be blocked; nothing is stored then.
  }
}

/** The restored answers that the server has not given again. */
const restored = new WeakSet<Query>();

/** An article that was deleted, or that this account may no longer read, is not shown from the device. */
function hideLostAnswer(query: Query): void {
  const { error } = query.state;
  if (!restored.has(query) || ![403, 404].includes(toProblem(error).status)) return;
  restored.delete(query);
  query.setState({ data: undefined, dataUpdatedAt: 0, status: 'error', error });
}

function store(queryClient: QueryClient): void {
  // An answer that arrives after the sign-out belongs to nobody.
  if (!queryClient.getQueryData(api.session.me.queryKey())) {
    forgetQueries();
    return;
  }
  const { queries } = dehydrate(queryClient, {
    shouldDehydrateQuery: isStored,
    shouldDehydrateMutation: () => false,
  });
  const stored: Stored = {
    version,
    at: Date.now(),
    state: { mutations: [], queries: queries.map(withFirstPage) },
  };
  try {
    localStorage.setItem(storageKey, JSON.stringify(stored));
  } catch {
    // Blocked or full: the next visit waits for the network.
  }
}

function readStored(): Stored | null {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? 'null');
  } catch {
    return null;
  }
}

function isStored({ queryKey, state }: Query): boolean {
  const [path, { input = undefined } = {}] = queryKey as [unknown, { input?: unknown }?];
  if (!Array.isArray(path) || !storedPaths.has(path.join('.')) || state.status !== 'success') return false;
  // A search is not what the next visit begins with.
  return !(typeof input === 'object' && input !== null && 'q' in input);
}

/** What "more" has loaded of a list would be fetched again, one page after the other. */
function withFirstPage(query: DehydratedState['queries'][number]): DehydratedState['queries'][number] {
  const { data } = query.state;
  if (typeof data !== 'object' || data === null || !('pages' in data && 'pageParams' in data)) return query;
  const { pages, pageParams } = data as { pages: unknown[]; pageParams: unknown[] };
  const first = { pages: pages.slice(0, 1), pageParams: pageParams.slice(0, 1) };
  return { ...query, state: { ...query.state, data: first } };
}
