import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Revision } from '../../../domain/contract/revisions.ts';
import { api } from '../../lib/api.ts';
import { revisionsQuery } from './versions.ts';

/*
 * The revision that an editor read before. The server records decisions; reading without a decision is recorded in
 * localStorage, ids only.
 */

/** The revision read last and the one before. Reading the same revision again changes neither. */
type Read = { revisionId: string; before: string | null };

const storageKey = 'toa-soan.read';
const storedMax = 300;

/**
 * The newest revision that the viewer has read or decided on and that differs from the content shown.
 *
 * @param contentHash of the content on the screen; recorded as read.
 * @returns undefined while loading, null when there is none.
 */
export function useLastRead(articleId: string, contentHash: string): Revision | null | undefined {
  const revisionPage = useQuery(revisionsQuery(articleId));
  const historyPage = useQuery(api.articles.history.queryOptions({ input: { id: articleId, limit: 100 } }));
  const [revisions, history] = [revisionPage.data?.items, historyPage.data?.items];
  const viewerId = useQuery(api.session.me.queryOptions({ staleTime: Number.POSITIVE_INFINITY })).data?.id;
  const shownId = revisions?.find((revision) => revision.contentHash === contentHash)?.id;
  const key = viewerId && `${viewerId} ${articleId}`;

  // Reaches localStorage: records the content as read.
  useEffect(() => {
    if (key && shownId) recordRead(key, shownId);
  }, [key, shownId]);

  // On an error the whole article is shown.
  if (revisionPage.isError || historyPage.isError) return null;
  if (!revisions || !history || !key) return undefined;
  const read = readOf(key);
  const known = new Set([
    read?.revisionId === shownId ? read?.before : read?.revisionId,
    history.find(({ actor, revisionId }) => actor.id === viewerId && revisionId !== null)?.revisionId,
  ]);
  return revisions.find((revision) => known.has(revision.id) && revision.contentHash !== contentHash) ?? null;
}

function recordRead(key: string, revisionId: string): void {
  const all = storedReads();
  const former = all[key];
  if (former?.revisionId === revisionId) return;
  const { [key]: _former, ...others } = all;
  const newest = Object.entries(others).slice(1 - storedMax);
  const read: Read = { revisionId, before: former?.revisionId ?? null };
  try {
    localStorage.setItem(storageKey, JSON.stringify(Object.fromEntries([...newest, [key, read]])));
  } catch {
    // Storage may be blocked; then only decisions are known.
  }
}

const readOf = (key: string): Read | undefined => storedReads()[key];

function storedReads(): Record<string, Read | undefined> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, Read>) : {};
  } catch {
    return {};
  }
}
