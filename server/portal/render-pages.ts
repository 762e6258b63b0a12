import { type Cursor, decodeCursor, isTimestamp, pageOf } from '../cursor.ts';
import type { Database } from '../db/database.ts';
import { type DatabaseTime, readTime } from '../db/database-time.ts';
import {
  findCategoriesByFormerPath,
  findForReaders,
  type ListQuery,
  listForReaders,
  listSitemapAddresses,
  listSitemapFiles,
  timeToNextPublication,
} from '../db/queries/portal.ts';
import { searchPage as findPage } from '../db/queries/portal-search.ts';
import { isFoundKey } from '../db/queries/search.ts';
import { isProblemError } from '../http/problem.ts';
import { articlePage } from './article-page.ts';
import { articleSitemap, categorySitemap, rssFeed, sitemapIndex } from './feeds.ts';
import type { Html } from './layout.ts';
import { categoryPage, frontPage, searchPage } from './list-pages.ts';
import { messagePage } from './message-page.ts';
import { articlePath, categoryPath, categoryRssPath, parseArticleSlug, searchResultsPath } from './paths.ts';
import type { PortalCategories, PortalCategory } from './portal-categories.ts';
import { relatedArticles } from './related-articles.ts';
import { loadSite, type SiteContext, type SiteDeps } from './site-context.ts';

/** Outcome of rendering a path of the portal, before HTTP. */
export type RenderResult =
  | {
      kind: 'page';
      body: string;
      contentType: string;
      /** Milliseconds until an article becomes visible: the page must not be cached longer. Null without one. */
      nextChangeMs: number | null;
    }
  /** Permanently. */
  | { kind: 'moved'; path: string }
  /** `withdrawn` is answered with 410. */
  | { kind: 'not-found' | 'withdrawn'; body: string };

export type RenderContext = SiteDeps & {
  /** Public origin of the site: `https://…` without a slash at the end. */
  origin: string;
  now: DatabaseTime;
};

const perPage = 20;
const newestMax = 14;
/** A block shows four articles; up to four of these may already be at the top of the page. */
const blockMax = 8;
const feedMax = 30;

export async function renderFrontPage(context: RenderContext): Promise<RenderResult> {
  const { db, now, origin } = context;
  const site = await loadSite(context, origin);
  const { tops, listedIds } = site.categories;
  const newest = await listForReaders(db, { ...allCategoriesQuery(listedIds), limit: newestMax }, now);
  const blocks = await Promise.all(
    tops.map(async (category) => {
      const categoryIds = site.categories.idsIn(category);
      return { category, articles: await listForReaders(db, { categoryIds, limit: blockMax }, now) };
    }),
  );
  return pageResult(context, frontPage(site, { newest, blocks, now: await readTime(db, now) }));
}

/** @param slugAndId the path after `/portal/`. */
export async function renderArticle(context: RenderContext, slugAndId: string): Promise<RenderResult> {
  const { db, now, origin } = context;
  const { slug, shortId } = parseArticleSlug(slugAndId);
  const site = await loadSite(context, origin);
  const found = shortId === null ? ({ kind: 'not-found' } as const) : await findForReaders(db, shortId, now);
  switch (found.kind) {
    case 'not-found':
      return notFound(site, 'Không tìm thấy bài viết', [
        'Địa chỉ này không có bài viết nào, hoặc bài chưa được xuất bản.',
      ]);
    case 'withdrawn': {
      const reason = found.reason ? [`Lý do: ${found.reason}`] : [];
      const lines = ['Tòa soạn đã gỡ bài viết này.', ...reason];
      return { kind: 'withdrawn', body: String(await messagePage(site, 'Bài đã gỡ', lines)) };
    }
    case 'visible': {
      const { article } = found;
      if (slug !== article.slug) return { kind: 'moved', path: articlePath(article) };
      const related = await relatedArticles(context, site.categories, article);
      return pageResult(context, articlePage(site, article, related));
    }
  }
}

/** @param cursor from the link to this page of the list; undefined for the first. */
export async function renderCategory(
  context: RenderContext,
  path: string,
  cursor: string | undefined,
): Promise<RenderResult> {
  const site = await loadSite(context, context.origin);
  const category = site.categories.byPath(path);
  if (!category?.isListed) {
    const former = category ? null : await formerCategory(context.db, site.categories, path);
    return former ? { kind: 'moved', path: categoryPath(former) } : notFound(site);
  }
  const list = await readListPage(context, { categoryIds: site.categories.idsIn(category) }, cursor);
  if (!list) return notFound(site);
  const { articles, nextCursor } = list;
  const next = nextCursor && `${categoryPath(category)}?truoc=${nextCursor}`;
  return pageResult(context, categoryPage(site, category, { articles, next, isFirst: cursor === undefined }));
}

export async function renderSearch(
  context: RenderContext,
  q: string,
  cursor: string | undefined,
): Promise<RenderResult> {
  const site = await loadSite(context, context.origin);
  const after = cursorOf(cursor, isFoundKey);
  if (after === undefined) return notFound(site);
  const { db, now } = context;
  const query = { ...allCategoriesQuery(site.categories.listedIds), q, after, limit: perPage };
  const { rows, nextCursor, suggestion } = await findPage(db, query, now);
  const next = nextCursor && `${searchResultsPath(q)}&truoc=${nextCursor}`;
  return pageResult(
    context,
    searchPage(site, q, { articles: rows, next, suggestion, isFirst: after === null }),
  );
}

/** @param path of the category; null for the newsroom's own feed. */
export async function renderRss(context: RenderContext, path: string | null): Promise<RenderResult> {
  const { db, now, origin } = context;
  const site = await loadSite(context, origin);
  const category = path === null ? null : site.categories.byPath(path);
  if (path !== null && !category?.isListed) {
    const former = category ? null : await formerCategory(db, site.categories, path);
    return former ? { kind: 'moved', path: categoryRssPath(former) } : notFound(site);
  }
  const query = category
    ? { categoryIds: site.categories.idsIn(category) }
    : allCategoriesQuery(site.categories.listedIds);
  const articles = await listForReaders(db, { ...query, limit: feedMax }, now);
  return pageResult(context, rssFeed(site, category, articles), 'application/rss+xml; charset=utf-8');
}

/** @param name `null` for the index, `chuyen-muc`, or the number of a file, from 1. */
export async function renderSitemap(context: RenderContext, name: string | null): Promise<RenderResult> {
  const { db, now, origin } = context;
  const site = await loadSite(context, origin);
  const { listedIds } = site.categories;
  const xml = 'application/xml; charset=utf-8';
  if (name === null) {
    return pageResult(context, sitemapIndex(site, await listSitemapFiles(db, listedIds, now)), xml);
  }
  if (name === 'chuyen-muc') return pageResult(context, categorySitemap(site), xml);
  const articles = /^[1-9]\d{0,4}$/.test(name)
    ? await listSitemapAddresses(db, { categoryIds: listedIds, file: Number(name) }, now)
    : [];
  return articles.length > 0 ? pageResult(context, articleSitemap(site, articles), xml) : notFound(site);
}

const allCategoriesQuery = (listedIds: readonly string[]) => ({
  categoryIds: listedIds,
  withUncategorized: true,
});

async function pageResult(
  { db, now }: RenderContext,
  body: string | Html,
  contentType = 'text/html; charset=utf-8',
): Promise<RenderResult> {
  const nextChangeMs = await timeToNextPublication(db, now);
  return { kind: 'page', body: String(await body), contentType, nextChangeMs };
}

async function notFound(
  site: SiteContext,
  title = 'Không tìm thấy trang',
  lines: readonly string[] = ['Địa chỉ này không có gì, hoặc không còn nữa.'],
): Promise<RenderResult> {
  return { kind: 'not-found', body: String(await messagePage(site, title, lines)) };
}

/** @returns null when the cursor is invalid. */
async function readListPage(
  { db, now }: RenderContext,
  query: Omit<ListQuery, 'limit'>,
  cursor: string | undefined,
) {
  const after = cursorOf(cursor, isTimestamp);
  if (after === undefined) return null;
  const found = await listForReaders(db, { ...query, after, limit: perPage + 1 }, now);
  const { rows, nextCursor } = pageOf(found, perPage, ({ id, cursorKey }) => ({ id, key: cursorKey }));
  return { articles: rows, nextCursor };
}

/** @returns null for the first page, undefined when the cursor is invalid. */
function cursorOf(cursor: string | undefined, isKey: (key: string) => boolean): Cursor | null | undefined {
  try {
    return decodeCursor(cursor, isKey);
  } catch (error) {
    if (isProblemError(error) && error.code === 'invalid') return undefined;
    throw error;
  }
}

/**
 * Resolves a path that a category no longer has: the longest recorded prefix of it, then the current slugs of the
 * descendants.
 */
async function formerCategory(
  db: Database,
  categories: PortalCategories,
  path: string,
): Promise<PortalCategory | null> {
  const slugs = path.split('/');
  if (slugs.length > 6) return null;
  const prefixes = slugs.map((_, index) => slugs.slice(0, slugs.length - index).join('/'));
  const former = await findCategoriesByFormerPath(db, prefixes);
  for (const [restLength, prefix] of prefixes.entries()) {
    let found = categories.byId(former.get(prefix) ?? null);
    for (const slug of slugs.slice(slugs.length - restLength)) {
      found = found?.children.find((child) => child.slug === slug) ?? null;
    }
    if (found?.isListed) return found;
  }
  return null;
}
