import { keepPreviousData } from '@tanstack/react-query';
import type { ArticleView } from '../../../domain/contract/article-views.ts';
import type { Viewer } from '../../../domain/contract/session.ts';
import { defaultView, listPageSize } from '../../../domain/page-data.ts';
import { api } from '../../lib/api.ts';
import { type ListSearch, sortOf } from '../../lib/search-params/article-list.ts';
import { type NewsroomTime, timeRange } from '../../lib/time-filter.ts';

export function viewFor(search: ListSearch, viewer: Viewer): ArticleView {
  return search.view ?? defaultView(viewer.role);
}

export function articleListOptions(search: ListSearch, view: ArticleView, moment: NewsroomTime) {
  return api.articles.list.infiniteOptions({
    input: (cursor: string | undefined) => ({
      view,
      limit: listPageSize,
      sort: sortOf(search),
      ...(cursor && { cursor }),
      ...searchAndFilters(search, moment),
    }),
    initialPageParam: undefined,
    getNextPageParam: (lastPage) => lastPage.nextCursor ?? undefined,
    meta: { view },
    // Show the previous rows while a search is refined, but not across views.
    placeholderData: (previous, previousQuery) =>
      previousQuery?.meta?.view === view ? keepPreviousData(previous) : undefined,
  });
}

/** The numbers of matches in each view; without a search the numbers of articles. */
export function articleCountsOptions(search: ListSearch, moment: NewsroomTime) {
  return api.articles.counts.queryOptions({
    ...(search.q && { input: searchAndFilters(search, moment) }),
    placeholderData: keepPreviousData,
  });
}

function searchAndFilters(search: ListSearch, moment: NewsroomTime) {
  return {
    ...(search.q && { q: search.q }),
    ...(search.categoryId && { categoryId: search.categoryId }),
    ...(search.authorId && { authorId: search.authorId }),
    ...timeRange(search.time, moment),
  };
}
