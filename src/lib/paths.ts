import type { SessionEnd } from '../../domain/accounts.ts';
import { type ListSearch, listSearchParams } from './search-params/article-list.ts';
import { type AuditSearch, auditSearchParams } from './search-params/audit.ts';
import { type CompareSearch, compareSearchParams } from './search-params/compare.ts';
import { type PreviewSearch, previewSearchParams } from './search-params/preview.ts';

/** URL builders for every route of the desk. */
export const paths = {
  home: () => '/',
  /**
   * `next`: the path to open after sign-in, see `safeNext`. `why`: what the page explains, a failed sign-in at the provider
   * or a session that has ended.
   */
  signIn: (next?: string | null, why: { error?: string; ended?: SessionEnd } = {}) =>
    withQuery('/sign-in', new URLSearchParams({ ...(next && { next }), ...why })),
  forgottenPassword: () => '/forgotten',
  account: () => '/account',
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

/**
 * The path requested before sign-in; the article list where it could lead to another site (open redirect). The resolved
 * path is judged too: `/.//host` resolves to `//host`, which is another site when it is resolved again.
 */
export function safeNext(next: string | null): string {
  if (!next?.startsWith('/') || !URL.canParse(next, location.origin)) return paths.articles();
  const { origin, pathname, search, hash } = new URL(next, location.origin);
  const isOwn = origin === location.origin && /^\/(?![/\\])/.test(pathname);
  return isOwn && !/^\/sign-in\/?$/.test(pathname) ? pathname + search + hash : paths.articles();
}

function withQuery(path: string, params: URLSearchParams): string {
  return params.size > 0 ? `${path}?${params}` : path;
}

/** The state of the history entry of an article that was just begun. It survives a reload. */
export const newArticleState = { isNewArticle: true };

export function isNewArticleState(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'isNewArticle' in state;
}
