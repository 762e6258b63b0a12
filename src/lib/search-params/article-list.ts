import {
  type ArticleSort,
  type ArticleView,
  articleSorts,
  articleViews,
} from '../../../domain/contract/article-views.ts';
import { parseTime, type TimeFilter, timeParam } from '../time-filter.ts';

/** The search of the article list, held in the URL. */
export type ListSearch = {
  /** Null: the default view of the viewer's role. */
  view: ArticleView | null;
  q: string;
  categoryId: string | null;
  authorId: string | null;
  time: TimeFilter | null;
  /** Null: the default, see `sortOf`. */
  sort: ArticleSort | null;
};

export const emptySearch: ListSearch = {
  view: null,
  q: '',
  categoryId: null,
  authorId: null,
  time: null,
  sort: null,
};

/** Parses the URL. Invalid values are ignored. */
export function parseListSearch(params: URLSearchParams): ListSearch {
  return {
    view: oneOf(articleViews, params.get('view')),
    q: params.get('q') ?? '',
    categoryId: params.get('category'),
    authorId: params.get('author'),
    time: parseTime(params.get('time')),
    sort: oneOf(articleSorts, params.get('sort')),
  };
}

/** Serializes a search without default values. */
export function listSearchParams(search: Partial<ListSearch>): URLSearchParams {
  const params = new URLSearchParams();
  if (search.view) params.set('view', search.view);
  if (search.q?.trim()) params.set('q', search.q.trim());
  if (search.categoryId) params.set('category', search.categoryId);
  if (search.authorId) params.set('author', search.authorId);
  if (search.time) params.set('time', timeParam(search.time));
  if (search.sort && search.sort !== sortOf({ q: search.q ?? '', sort: null }))
    params.set('sort', search.sort);
  return params;
}

/** The order of the list. A search without a chosen one lists the best match first. */
export function sortOf({ q, sort }: Pick<ListSearch, 'q' | 'sort'>): ArticleSort {
  if (q === '') return sort === null || sort === 'relevance' ? 'updated' : sort;
  return sort ?? 'relevance';
}

export function isFiltered(search: ListSearch): boolean {
  return search.q !== '' || search.categoryId !== null || search.authorId !== null || search.time !== null;
}

function oneOf<const Value extends string>(values: readonly Value[], text: string | null): Value | null {
  return values.find((value) => value === text) ?? null;
}
