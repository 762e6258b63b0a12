import type { QueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { parseListSearch } from '../../lib/search-params/article-list.ts';
import { articleListOptions, viewFor } from './list-query.ts';

/** Asks for the list while the page is still on its way, without holding the page up. */
export function prefetchArticles(queryClient: QueryClient, url: URL): null {
  const search = parseListSearch(url.searchParams);
  // Who is not signed in is on the way to the sign-in page: the route above has asked the same question.
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
