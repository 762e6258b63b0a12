import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onDeviceChange } from '../../editor/collaboration/device-database.ts';
import { type KeptArticle, listKept } from '../../editor/collaboration/device-shelf.ts';
import { listStoredFiles, type StoredFileInfo } from '../../uploads/stored-files.ts';

/** What this device holds of an account and the server does not have. */
export type Kept = { articles: KeptArticle[]; files: StoredFileInfo[] };

/** Words this young may well be on their way, where there is one. */
const onTheirWayMs = 4_000;

const keys = { all: ['device'] as const, kept: (userId: string) => ['device', 'kept', userId] as const };

const keptOptions = (userId: string) =>
  queryOptions({
    queryKey: keys.kept(userId),
    queryFn: () => readKept(userId),
    staleTime: 0,
    // Words that were on their way and did not arrive are noticed without anybody writing.
    refetchInterval: ({ state }) => (state.data?.articles.some(isOnItsWay) ? onTheirWayMs : false),
  });

async function readKept(userId: string): Promise<Kept> {
  const [articles, files] = await Promise.all([listKept(userId), listStoredFiles(userId)]);
  return { articles, files };
}

/** As `readKept`, after words that are on their way have had the time to arrive. */
export async function readKeptWhenSettled(userId: string): Promise<Kept> {
  const first = await readKept(userId);
  if (!first.articles.some(isOnItsWay)) return first;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, onTheirWayMs);
    const stopListening = onDeviceChange(async () => {
      if ((await listKept(userId)).length === 0) done();
    });
    function done() {
      clearTimeout(timer);
      stopListening();
      resolve();
    }
  });
  return readKept(userId);
}

/** Follows what any tab of this browser keeps; undefined until it is read. */
export function useKept(userId: string): Kept | undefined {
  const queryClient = useQueryClient();
  const { data } = useQuery(keptOptions(userId));

  // Reaches the other tabs of this browser, which write to the same device.
  useEffect(() => {
    if (typeof indexedDB === 'undefined') return;
    return onDeviceChange(() => void queryClient.invalidateQueries({ queryKey: keys.all }));
  }, [queryClient]);

  return data;
}

export function isOnItsWay({ since, reason }: KeptArticle): boolean {
  return reason === null && navigator.onLine && Date.now() - since.getTime() < onTheirWayMs;
}

/** The articles that something of is kept: words, files, or both. */
export function keptArticleIds({ articles, files }: Kept): string[] {
  return [...new Set([...articles, ...files].map(({ articleId }) => articleId))];
}
