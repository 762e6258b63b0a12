import { searchWords } from '../../domain/vietnamese.ts';
import { decodeCursor, isTimestamp, pageOf } from '../cursor.ts';
import type { Database } from '../db/database.ts';
import {
  findCategoriesByFormerPath,
  findForReaders,
  findListed,
  type ListQuery,
  listForReaders,
  listSitemapAddresses,
  listSitemapPages,
  nextVisibleFrom,
  type ReaderArticle,
} from '../db/queries/portal.ts';
import { isProblemError } from '../http/problem.ts';
import { articlePath, categoryPath, categoryRssPath, parseArticleAddress } from './addresses.ts';
import { articlePage } from './article-page.ts';
import type { CategoryTree, PortalCategory } from './category-tree.ts';
import { articleSitemap, categorySitemap, rssFeed, sitemapIndex, sitemapPageSize } from './feeds.ts';
import type { Html } from './layout.ts';
import { categoryPage, frontPage, searchAddress, searchPage } from './list-pages.ts';
import { noticePage } from './notice-page.ts';
import { readSite, type Site } from './site.ts';

/** What readers get at one of the portal's addresses, at one moment. */
export type Answer =
  | {
      kind: 'page';
      body: string;
      contentType: string;
      /** When something becomes visible by itself: the page holds no longer than until then. */
      nextChange: Date | null;
    }
  /** It is elsewhere, for ever. */
  | { kind: 'moved'; path: string }
  /** `withdrawn` answers 410. */
  | { kind: 'not-found' | 'withdrawn'; body: string };

/** What an answer is made from. */
export type Asked = {
  db: Database;
  /** Under which readers know the site, `https://…` without a slash at the end. */
  origin: string;
  now: Date;
};

const perPage = 20;
const newestMax = 14;
/** One block shows four; up to four of them may already lead the page. */
const blockMax = 8;
const othersMax = 6;
const feedMax = 30;

export async function frontAnswer(asked: Asked): Promise<Answer> {
  const { db, now } = asked;
  const site = await siteOf(asked);
  const { tops, listedIds } = site.categories;
  const newest = await listForReaders(db, { ...everything(listedIds), limit: newestMax }, now);
  const blocks = await Promise.all(
    tops.map(async (category) => {
      const categoryIds = site.categories.idsIn(category);
      return { category, articles: await listForReaders(db, { categoryIds, limit: blockMax }, now) };
    }),
  );
  return page(asked, frontPage(site, { newest, blocks, now }));
}

/** @param slugAndId the part of the address behind `/portal/`. */
export async function articleAnswer(asked: Asked, slugAndId: string): Promise<Answer> {
  const { slug, shortId } = parseArticleAddress(slugAndId);
  const site = await siteOf(asked);
  const found = shortId === null ? noArticle : await findForReaders(asked.db, shortId, asked.now);
  switch (found.kind) {
    case 'not-found':
      return notFound(site, 'Không tìm thấy bài viết', [
        'Địa chỉ này không có bài viết nào, hoặc bài chưa được xuất bản.',
      ]);
    case 'withdrawn': {
      const reason = found.reason ? [`Lý do: ${found.reason}`] : [];
      const lines = ['Tòa soạn đã gỡ bài viết này.', ...reason];
      return { kind: 'withdrawn', body: String(await noticePage(site, 'Bài đã gỡ', lines)) };
    }
    case 'visible': {
      const { article } = found;
      if (slug !== article.slug) return { kind: 'moved', path: articlePath(article) };
      return page(asked, articlePage(site, article, await otherNews(asked, site, article)));
    }
  }
}

/**
 * "Tin khác": what the desk chose and readers can read now, then the newest of the category, then those of the
 * categories above it, and where these are few the newest of all.
 */
export async function otherNews(
  { db, now }: Pick<Asked, 'db' | 'now'>,
  { categories }: Pick<Site, 'categories'>,
  { id, fields, categoryId }: Pick<ReaderArticle, 'id' | 'fields' | 'categoryId'>,
) {
  const chosen = fields.relatedIds.filter((other) => other !== id);
  const others = (await findListed(db, chosen, now)).slice(0, othersMax);
  const category = categories.byId(categoryId);
  const above = category ? categories.trailOf(category).filter((one) => one.isListed) : [];
  for (const categoryIds of [...above.reverse().map(categories.idsIn), categories.listedIds]) {
    if (others.length >= othersMax) break;
    const query = { categoryIds, except: id, limit: 2 * othersMax };
    for (const other of await listForReaders(db, query, now)) {
      if (others.length < othersMax && !others.some((one) => one.id === other.id)) others.push(other);
    }
  }
  return others;
}

/** @param cursor where the page before ended, as its link says. */
export async function categoryAnswer(
  asked: Asked,
  path: string,
  cursor: string | undefined,
): Promise<Answer> {
  const site = await siteOf(asked);
  const category = site.categories.byPath(path);
  if (!category?.isListed) {
    const former = category ? null : await formerCategory(asked.db, site.categories, path);
    return former ? { kind: 'moved', path: categoryPath(former) } : notFound(site);
  }
  const list = await listPage(asked, { categoryIds: site.categories.idsIn(category) }, cursor);
  if (!list) return notFound(site);
  const { articles, nextCursor } = list;
  const next = nextCursor && `${categoryPath(category)}?truoc=${nextCursor}`;
  return page(asked, categoryPage(site, category, { articles, next, isFirst: cursor === undefined }));
}

export async function searchAnswer(asked: Asked, q: string, cursor: string | undefined): Promise<Answer> {
  const site = await siteOf(asked);
  // What has no letter and no digit finds nothing, not everything.
  const query = searchWords(q).length > 0 ? { ...everything(site.categories.listedIds), q } : null;
  const list = query ? await listPage(asked, query, cursor) : { articles: [], nextCursor: null };
  if (!list) return notFound(site);
  const { articles, nextCursor } = list;
  const next = nextCursor && `${searchAddress(q)}&truoc=${nextCursor}`;
  return page(asked, searchPage(site, q, { articles, next, isFirst: cursor === undefined }));
}

/** @param path of the category; null for the newsroom's own feed. */
export async function rssAnswer(asked: Asked, path: string | null): Promise<Answer> {
  const site = await siteOf(asked);
  const category = path === null ? null : site.categories.byPath(path);
  if (path !== null && !category?.isListed) {
    const former = category ? null : await formerCategory(asked.db, site.categories, path);
    return former ? { kind: 'moved', path: categoryRssPath(former) } : notFound(site);
  }
  const query = category
    ? { categoryIds: site.categories.idsIn(category) }
    : everything(site.categories.listedIds);
  const articles = await listForReaders(asked.db, { ...query, limit: feedMax }, asked.now);
  return page(asked, rssFeed(site, category, articles), 'application/rss+xml; charset=utf-8');
}

/** @param name `null` for the index, `chuyen-muc`, or the number of a page from 1. */
export async function sitemapAnswer(asked: Asked, name: string | null): Promise<Answer> {
  const { db, now } = asked;
  const site = await siteOf(asked);
  const query = { categoryIds: site.categories.listedIds, size: sitemapPageSize };
  const xml = 'application/xml; charset=utf-8';
  if (name === null) return page(asked, sitemapIndex(site, await listSitemapPages(db, query, now)), xml);
  if (name === 'chuyen-muc') return page(asked, categorySitemap(site), xml);
  const articles = /^[1-9]\d{0,4}$/.test(name)
    ? await listSitemapAddresses(db, { ...query, page: Number(name) }, now)
    : [];
  return articles.length > 0 ? page(asked, articleSitemap(site, articles), xml) : notFound(site);
}

const noArticle = { kind: 'not-found' } as const;

const siteOf = ({ db, origin }: Asked): Promise<Site> => readSite(db, origin);

const everything = (listedIds: readonly string[]) => ({ categoryIds: listedIds, withUncategorized: true });

async function page(
  { db, now }: Asked,
  body: string | Html,
  contentType = 'text/html; charset=utf-8',
): Promise<Answer> {
  return { kind: 'page', body: String(await body), contentType, nextChange: await nextVisibleFrom(db, now) };
}

async function notFound(
  site: Site,
  title = 'Không tìm thấy trang',
  lines: readonly string[] = ['Địa chỉ này không có gì, hoặc không còn nữa.'],
): Promise<Answer> {
  return { kind: 'not-found', body: String(await noticePage(site, title, lines)) };
}

/** @returns null when the cursor is none that we gave. */
async function listPage({ db, now }: Asked, query: Omit<ListQuery, 'limit'>, cursor: string | undefined) {
  try {
    const after = decodeCursor(cursor, isTimestamp);
    const found = await listForReaders(db, { ...query, after, limit: perPage + 1 }, now);
    const { rows, nextCursor } = pageOf(found, perPage, ({ id, cursorKey }) => ({ id, key: cursorKey }));
    return { articles: rows, nextCursor };
  } catch (error) {
    if (isProblemError(error) && error.code === 'invalid') return null;
    throw error;
  }
}

/**
 * What was once found at an address: of the address itself or its longest part that we remember, and from there down
 * by the slugs of today.
 */
async function formerCategory(
  db: Database,
  categories: CategoryTree,
  path: string,
): Promise<PortalCategory | null> {
  const slugs = path.split('/');
  if (slugs.length > 6) return null;
  const parts = slugs.map((_, index) => slugs.slice(0, slugs.length - index).join('/'));
  const former = await findCategoriesByFormerPath(db, parts);
  for (const [cut, part] of parts.entries()) {
    let found = categories.byId(former.get(part) ?? null);
    for (const slug of slugs.slice(slugs.length - cut)) {
      found = found?.children.find((child) => child.slug === slug) ?? null;
    }
    if (found?.isListed) return found;
  }
  return null;
}
