import { type ListSearch, listSearchParams } from './search-params/article-list.ts';
import { type AuditSearch, auditSearchParams } from './search-params/audit.ts';
import { type CompareSearch, compareSearchParams } from './search-params/compare.ts';
import { type PreviewSearch, previewSearchParams } from './search-params/preview.ts';

/** URL builders for every route of the desk. */
export const paths = {
  home: () => '/',
  /** `next`: the path to open after sign-in, see `safeNext`. */
  signIn: (next?: string) => withQuery('/sign-in', new URLSearchParams(next ? { next } : {})),
  articles: (search: Partial<ListSearch> = {}) => withQuery('/articles', listSearchParams(search)),
  article: (id: string) => `/articles/${encodeURIComponent(id)}`,
  preview: (id: string, search: Partial<PreviewSearch> = {}) =>
    withQuery(`/articles/${encodeURIComponent(id)}/preview`, previewSearchParams(search)),
  revisions: (id: string) => `/articles/${encodeURIComponent(id)}/revisions`,
  compare: (id: string, search: Partial<CompareSearch> = {}) =>
    withQuery(`/articles/${encodeURIComponent(id)}/compare`, compareSearchParams(search)),
  review: (id: string) => `/articles/${encodeURIComponent(id)}/review`,
  /** `id`: the category being edited. `newBelow`: a new one below that category, or below `top`. */
  categories: (open: { id: string } | { newBelow: string } | Record<string, never> = {}) =>
    withQuery('/categories', new URLSearchParams(open)),
  /** `id`: the fanpage being edited, or `new`. */
  fanpages: (id?: string) => withQuery('/fanpages', new URLSearchParams(id ? { id } : {})),
  people: () => '/people',
  audit: (search: Partial<AuditSearch> = {}) => withQuery('/audit', auditSearchParams(search)),
  newsroom: () => '/newsroom',
  /** Changes stored on this device that the server does not have. */
  localDrafts: () => '/kept',
};

/** The path requested before sign-in; the article list where it could lead to another site (open redirect). */
export function safeNext(next: string | null): string {
  if (!next?.startsWith('/')) return paths.articles();
  const url = new URL(next, location.origin);
  if (url.origin !== location.origin || url.pathname === '/sign-in') return paths.articles();
  return url.pathname + url.search + url.hash;
}

function withQuery(path: string, params: URLSearchParams): string {
  return params.size > 0 ? `${path}?${params}` : path;
}
