import { type ListSearch, listSearchParams } from './search-params/article-list.ts';
import { type AuditSearch, auditSearchParams } from './search-params/audit.ts';
import { type CompareSearch, compareSearchParams } from './search-params/compare.ts';
import { type PreviewSearch, previewSearchParams } from './search-params/preview.ts';

/** Every address of the desk. Screens build their links here and spell none. */
export const paths = {
  home: () => '/',
  /** `next` is where to go after signing in: a path of this site, see `safeNext`. */
  signIn: (next?: string) => withQuery('/sign-in', new URLSearchParams(next ? { next } : {})),
  articles: (search: Partial<ListSearch> = {}) => withQuery('/articles', listSearchParams(search)),
  article: (id: string) => `/articles/${encodeURIComponent(id)}`,
  preview: (id: string, search: Partial<PreviewSearch> = {}) =>
    withQuery(`/articles/${encodeURIComponent(id)}/preview`, previewSearchParams(search)),
  revisions: (id: string) => `/articles/${encodeURIComponent(id)}/revisions`,
  compare: (id: string, search: Partial<CompareSearch> = {}) =>
    withQuery(`/articles/${encodeURIComponent(id)}/compare`, compareSearchParams(search)),
  review: (id: string) => `/articles/${encodeURIComponent(id)}/review`,
  /** `id`: the category whose form is open. `newBelow`: the form of a new one is, below that category or `top`. */
  categories: (open: { id: string } | { newBelow: string } | Record<string, never> = {}) =>
    withQuery('/categories', new URLSearchParams(open)),
  /** `id` is the fanpage whose form is open, `new` the one that is being added. */
  fanpages: (id?: string) => withQuery('/fanpages', new URLSearchParams(id ? { id } : {})),
  people: () => '/people',
  audit: (search: Partial<AuditSearch> = {}) => withQuery('/audit', auditSearchParams(search)),
  newsroom: () => '/newsroom',
  /** What this device holds and the server does not. */
  localDrafts: () => '/kept',
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
