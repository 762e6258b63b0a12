import type { QueryClient } from '@tanstack/react-query';
import { newsroomTimeZone } from '../../../domain/dates.ts';
import { api } from '../../lib/api.ts';
import { parseListSearch } from '../../lib/search-params/article-list.ts';
import { articleCountsOptions, articleListOptions, viewFor } from './list-query.ts';

/** Prefetches the list while the page is imported, without blocking navigation. */
export function prefetchArticles(queryClient: QueryClient, url: URL): null {
  const search = parseListSearch(url.searchParams);
  // Without a session the parent route redirects to the sign-in page.
  if (queryClient.getQueryState(api.session.me.queryKey())?.status === 'error') return null;
  queryClient.ensureQueryData(api.session.me.queryOptions()).then(
    (viewer) => {
      // As `useNewsroomTimeZone` answers at this moment.
      const newsroom = queryClient.getQueryData(api.newsroom.get.queryKey());
      const moment = { now: new Date(), timeZone: newsroom?.timeZone ?? newsroomTimeZone };
      void queryClient.prefetchInfiniteQuery(articleListOptions(search, viewFor(search, viewer), moment));
      void queryClient.prefetchQuery(articleCountsOptions(search, moment));
    },
    () => undefined,
  );
  return null;
}
