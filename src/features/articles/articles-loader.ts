import type { QueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { parseListSearch } from '../../lib/search-params/article-list.ts';
import { articleListOptions, viewFor } from './list-query.ts';

/** Prefetches the list while the page is imported, without blocking navigation. */
export function prefetchArticles(queryClient: QueryClient, url: URL): null {
  const search = parseListSearch(url.searchParams);
  // Without a session the parent route redirects to the sign-in page.
  if (queryClient.getQueryState(api.session.me.queryKey())?.status === 'error') return null;
  queryClient.ensureQueryData(api.session.me.queryOptions()).then(
    (viewer) => {
      void queryClient.prefetchInfiniteQuery(articleListOptions(search, viewFor(search, viewer), new Date()));
      void queryClient.prefetchQuery(api.articles.counts.queryOptions());
    },
    () => undefined,
  );
  return null;
}
