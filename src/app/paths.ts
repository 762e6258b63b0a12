import { type ListSearch, listSearchParams } from '../features/articles/list-search.ts';

/** Every address of the desk. Screens build their links here and spell none. */
export const paths = {
  home: () => '/',
  /** `next` is where to go after signing in: a path of this site, see `safeNext`. */
  signIn: (next?: string) => withQuery('/sign-in', new URLSearchParams(next ? { next } : {})),
  articles: (search: Partial<ListSearch> = {}) => withQuery('/articles', listSearchParams(search)),
  article: (id: string) => `/articles/${encodeURIComponent(id)}`,
  review: (id: string) => `/articles/${encodeURIComponent(id)}/review`,
};

/** The path wanted before sign-in. Anything that could lead to another site becomes the list. */
export function safeNext(next: string | null): string {
  if (!next?.startsWith('/')) return paths.articles();
  const url = new URL(next, location.origin);
  if (url.origin !== location.origin || url.pathname === '/sign-in') return paths.articles();
  return url.pathname + url.search + url.hash;
}

function withQuery(path: string, params: URLSearchParams): string {
  return params.size > 0 ? `${path}?${params}` : path;
}
