import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onLocalChange } from '../../editor/collaboration/local-database.ts';
import { type LocalDraft, listLocalDrafts } from '../../editor/collaboration/local-drafts.ts';
import { listStoredFiles, type StoredFileInfo } from '../../uploads/stored-files.ts';

/** Everything of an account that is stored in this browser and not on the server. */
export type LocalDrafts = { articles: LocalDraft[]; files: StoredFileInfo[] };

/** Changes younger than this are probably being sent, while the browser is online. */
const sendingGraceMs = 4_000;

export const localDraftKeys = {
  all: ['local-drafts'] as const,
  list: (userId: string) => ['local-drafts', 'list', userId] as const,
  content: (userId: string, articleId: string) => ['local-drafts', 'content', userId, articleId] as const,
};

const localDraftsOptions = (userId: string) =>
  queryOptions({
    queryKey: localDraftKeys.list(userId),
    queryFn: () => readLocalDrafts(userId),
    staleTime: 0,
    // No event reports that sending has failed: poll until the changes are synced or past the grace period.
    refetchInterval: ({ state }) => (state.data?.articles.some(isBeingSent) ? sendingGraceMs : false),
  });

async function readLocalDrafts(userId: string): Promise<LocalDrafts> {
  const [articles, files] = await Promise.all([listLocalDrafts(userId), listStoredFiles(userId)]);
  return { articles, files };
}

/** Reads the local drafts after changes that are being sent have had the grace period to arrive. */
export async function readSettledLocalDrafts(userId: string): Promise<LocalDrafts> {
  const first = await readLocalDrafts(userId);
  if (!first.articles.some(isBeingSent)) return first;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, sendingGraceMs);
    const unsubscribe = onLocalChange(async () => {
      if ((await listLocalDrafts(userId)).length === 0) done();
    });
    function done() {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    }
  });
  return readLocalDrafts(userId);
}

/** The local drafts of all tabs of this browser; undefined until they have been read. */
export function useLocalDrafts(userId: string): LocalDrafts | undefined {
  const queryClient = useQueryClient();
  const { data } = useQuery(localDraftsOptions(userId));

  // Reaches the other tabs of this browser, which write to the same database.
  useEffect(() => {
    if (typeof indexedDB === 'undefined') return;
    return onLocalChange(() => void queryClient.invalidateQueries({ queryKey: localDraftKeys.all }));
  }, [queryClient]);

  return data;
}

export function isBeingSent({ since, reason }: LocalDraft): boolean {
  return reason === null && navigator.onLine && Date.now() - since.getTime() < sendingGraceMs;
}

/** The articles with unsynced text, fields or files, each once. */
export function draftArticleIds({ articles, files }: LocalDrafts): string[] {
  return [...new Set([...articles, ...files].map(({ articleId }) => articleId))];
}
