import { useQueries } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

type TitledArticle = {
  id: string;
  /** Undefined while loading, and where this person may not open the article: a working copy of somebody else. */
  title: string | undefined;
  isLoading: boolean;
  /** Visible to readers, or scheduled. */
  isPublished: boolean;
};

/** The titles of articles, in the order of their ids. */
export function useArticleTitles(ids: readonly string[]): TitledArticle[] {
  return useQueries({
    queries: ids.map((id) => api.articles.get.queryOptions({ input: { id }, staleTime: 300_000 })),
    combine: (found) =>
      found.map(({ data, isPending }, index) => ({
        id: ids[index] ?? '',
        title: data?.title,
        isLoading: isPending,
        isPublished: data?.publication?.state === 'published' || data?.publication?.state === 'scheduled',
      })),
  });
}
