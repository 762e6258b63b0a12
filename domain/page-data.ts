import type { ArticleView } from './contract/article-views.ts';
import { isEditor, type Role } from './roles.ts';

/** An API response that comes with the page. `path` includes the search, as `responseKey` orders it. */
export type PageResponse = { path: string; status: number; body: unknown };

/** The id of the page's `<script type="application/json">` with its `PageResponse[]`. */
export const pageDataId = 'page-data';

/** Articles of a page of the list, about two screens. */
export const listPageSize = 30;

/** The view without a chosen one: editors see articles in review, journalists their own. */
export const defaultView = (role: Role): ArticleView => (isEditor(role) ? 'review' : 'mine');

/** Names a request independently of the order of its search parameters. */
export function responseKey({ pathname, searchParams }: URL): string {
  const sorted = new URLSearchParams(searchParams);
  sorted.sort();
  return sorted.size === 0 ? pathname : `${pathname}?${sorted}`;
}
