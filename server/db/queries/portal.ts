import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm';
import type { ContentJson } from '../../../domain/document/content.ts';
import type { Cursor } from '../../cursor.ts';
import type { Database } from '../database.ts';
import type { DatabaseTime } from '../database-time.ts';
import {
  articles,
  categories,
  categoryPaths,
  fanpages,
  media,
  publications,
  type RevisionFields,
  revisions,
} from '../schema.ts';
import { lateralCondition, publicationAt } from './article-state.ts';

/** A picture with the size of its original in pixels. */
export type Picture = { id: string; width: number; height: number };

/** An article in a list: content and fields of its visible revision, never of the working copy. */
export type ListedArticle = {
  id: string;
  /** The number at the end of its address. */
  shortId: number;
  slug: string;
  title: string;
  lead: string;
  bylines: string[];
  /** Its category on the portal; null without one. */
  categoryId: string | null;
  /** The chosen cover, or else the first picture of the body. */
  cover: Picture | null;
  /** The time of the first publication. */
  publishedAt: Date;
  /** The publication time of this revision: later than `publishedAt` after a correction. */
  visibleFrom: Date;
};

/** An article with everything that its page shows. */
export type ReaderArticle = Omit<ListedArticle, 'title' | 'lead' | 'bylines'> & {
  content: ContentJson;
  fields: RevisionFields;
  /** The note of the last correction. */
  correctionNote: string | null;
};

export type ReaderLookup =
  | { kind: 'visible'; article: ReaderArticle }
  /** With the public reason. */
  | { kind: 'withdrawn'; reason: string | null }
  /** Does not exist or is not published yet; readers cannot distinguish the two. */
  | { kind: 'not-found' };

/** SQL: the id of the cover or else of the first figure, as text; null without any. */
const coverId = sql`coalesce(${revisions.fields} ->> 'coverMediaId', jsonb_path_query_first(${revisions.content},
  '$.body.content[*] ? (@.type == "figure").attrs.mediaId') #>> '{}')`;
/** SQL: joins no picture when the text is not a UUID, which the cast would fail on. */
const isCover = sql`${media.id} = case when ${coverId} ~ '^[0-9a-f-]{36}$' then (${coverId})::uuid end`;

/**
 * Finds an article as readers get it at `now`.
 *
 * @param key the article's id, or the number at the end of its address.
 */
export async function findForReaders(
  db: Database,
  key: number | string,
  now: DatabaseTime,
): Promise<ReaderLookup> {
  const { current } = publicationAt(db, now);
  const [row] = await db
    .select({
      id: articles.id,
      shortId: articles.shortId,
      slug: articles.slug,
      publishedAt: articles.publishedAt,
      withdrawnAt: articles.withdrawnAt,
      reason: articles.withdrawnReason,
      visibleFrom: current.visibleFrom,
      categoryId: current.categoryId,
      correctionNote: current.correctionNote,
      content: revisions.content,
      fields: revisions.fields,
      cover: { id: media.id, width: media.width, height: media.height },
    })
    .from(articles)
    .leftJoinLateral(current, lateralCondition)
    .leftJoin(revisions, eq(revisions.id, current.revisionId))
    .leftJoin(media, isCover)
    .where(typeof key === 'number' ? eq(articles.shortId, key) : eq(articles.id, key));
  if (!row) return { kind: 'not-found' };
  const { withdrawnAt, reason, slug, content, fields, visibleFrom, publishedAt, ...rest } = row;
  if (!content || !fields || !visibleFrom || slug === null) {
    return withdrawnAt ? { kind: 'withdrawn', reason } : { kind: 'not-found' };
  }
  const article = { ...rest, slug, content, fields, visibleFrom, publishedAt: publishedAt ?? visibleFrom };
  return { kind: 'visible', article };
}

export type ListQuery = {
  /** Only articles of these categories. */
  categoryIds: readonly string[];
  /** Whether to include articles without a category. */
  withUncategorized?: boolean;
  except?: string;
  after?: Cursor | null;
  limit: number;
};

/**
 * A row of a list, with its visible revision; `cursorKey` is `publishedAt` as text, with the microseconds that a `Date`
 * loses.
 */
export type ListedRow = ListedArticle & { revisionId: string; cursorKey: string };

/** Published articles, newest first. Query one more than a page to find out whether there is another. */
export async function listForReaders(
  db: Database,
  query: ListQuery,
  now: DatabaseTime,
): Promise<ListedRow[]> {
  const { current } = publicationAt(db, now);
  const { categoryIds, withUncategorized = false, except, after, limit } = query;
  const conditions = [
    isInCategories(current.categoryId, categoryIds, withUncategorized),
    except === undefined ? undefined : ne(articles.id, except),
    after
      ? sql`(${articles.publishedAt}, ${articles.id}) < (${after.key}::text::timestamptz, ${after.id}::uuid)`
      : undefined,
  ];
  // Select the page first, so that only its rows are joined with the content (TOAST).
  const picked = visible(db, now)
    .where(and(isNotNull(articles.slug), lte(articles.publishedAt, now), ...conditions))
    .orderBy(desc(articles.publishedAt), desc(articles.id))
    .limit(limit)
    .as('picked');
  return listRows(db, picked);
}

/** The published ones of these articles, in the order of the ids. */
export async function findListed(
  db: Database,
  ids: readonly string[],
  now: DatabaseTime,
): Promise<ListedRow[]> {
  if (ids.length === 0) return [];
  const picked = visible(db, now)
    .where(and(isNotNull(articles.slug), inArray(articles.id, [...ids])))
    .as('picked');
  const rows = await listRows(db, picked);
  return rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

function visible(db: Database, now: DatabaseTime) {
  const { current } = publicationAt(db, now);
  return db
    .select({
      id: articles.id,
      shortId: articles.shortId,
      slug: articles.slug,
      publishedAt: sql<Date>`${articles.publishedAt}`.mapWith(articles.publishedAt).as('first_at'),
      cursorKey: sql<string>`${articles.publishedAt}::text`.as('cursor_key'),
      revisionId: current.revisionId,
      visibleFrom: current.visibleFrom,
      categoryId: current.categoryId,
    })
    .from(articles)
    .innerJoinLateral(current, lateralCondition)
    .innerJoin(revisions, eq(revisions.id, current.revisionId));
}

type Picked = ReturnType<ReturnType<typeof visible>['as']>;

async function listRows(db: Database, picked: Picked): Promise<ListedRow[]> {
  const rows = await db
    .select({
      id: picked.id,
      shortId: picked.shortId,
      slug: picked.slug,
      publishedAt: picked.publishedAt,
      cursorKey: picked.cursorKey,
      revisionId: picked.revisionId,
      visibleFrom: picked.visibleFrom,
      categoryId: picked.categoryId,
      title: revisions.title,
      lead: sql<string>`${revisions.content} ->> 'lead'`,
      bylines: sql<string[]>`${revisions.fields} -> 'bylines'`,
      cover: { id: media.id, width: media.width, height: media.height },
    })
    .from(picked)
    .innerJoin(revisions, eq(revisions.id, picked.revisionId))
    .leftJoin(media, isCover)
    .orderBy(desc(picked.publishedAt), desc(picked.id));
  return rows.map((row) => ({ ...row, slug: row.slug ?? '' }));
}

/** One page of the sitemap, oldest first, so that a full page changes only by corrections and withdrawals. */
export async function listSitemapAddresses(
  db: Database,
  { categoryIds, page, size }: { categoryIds: readonly string[]; page: number; size: number },
  now: DatabaseTime,
): Promise<{ slug: string; shortId: number; visibleFrom: Date }[]> {
  const { current } = publicationAt(db, now);
  const rows = await db
    .select({ slug: articles.slug, shortId: articles.shortId, visibleFrom: current.visibleFrom })
    .from(articles)
    .innerJoinLateral(current, lateralCondition)
    .where(isInSitemap(current.categoryId, categoryIds))
    .orderBy(asc(articles.publishedAt), asc(articles.id))
    .limit(size)
    .offset((page - 1) * size);
  return rows.map((row) => ({ ...row, slug: row.slug ?? '' }));
}

/** The sitemap's pages with the last change in each. */
export async function listSitemapPages(
  db: Database,
  { categoryIds, size }: { categoryIds: readonly string[]; size: number },
  now: DatabaseTime,
): Promise<{ page: number; changedAt: Date }[]> {
  const { current } = publicationAt(db, now);
  const numbered = db
    .select({
      place: sql<number>`row_number() over (order by ${articles.publishedAt}, ${articles.id}) - 1`.as(
        'place',
      ),
      changedAt: sql<Date>`${current.visibleFrom}`.mapWith(publications.visibleFrom).as('changed_at'),
    })
    .from(articles)
    .innerJoinLateral(current, lateralCondition)
    .where(isInSitemap(current.categoryId, categoryIds))
    .as('numbered');
  const page = sql<number>`(${numbered.place} / ${size}::int) + 1`.mapWith(Number);
  return db
    .select({ page, changedAt: sql<Date>`max(${numbered.changedAt})`.mapWith(publications.visibleFrom) })
    .from(numbered)
    .groupBy(sql`1`)
    .orderBy(sql`1`);
}

type CurrentCategory = ReturnType<typeof publicationAt>['current']['categoryId'];

/** Whether an article is in one of the categories, or has none. */
export const isInCategories = (
  categoryId: CurrentCategory,
  categoryIds: readonly string[],
  withUncategorized: boolean,
) => or(inArray(categoryId, [...categoryIds]), withUncategorized ? isNull(categoryId) : undefined);

const isInSitemap = (categoryId: CurrentCategory, categoryIds: readonly string[]) =>
  and(isNotNull(articles.slug), isInCategories(categoryId, categoryIds, true));

/** Milliseconds until the next scheduled publication, when rendered pages expire. Null without one. */
export async function timeToNextPublication(db: Database, now: DatabaseTime): Promise<number | null> {
  const [row] = await db
    .select({
      ms: sql<number | null>`(extract(epoch from min(${publications.visibleFrom}) - ${now}) * 1000)::float8`,
    })
    .from(publications)
    .where(gt(publications.visibleFrom, now));
  return row?.ms ?? null;
}

/** All categories including merged ones, siblings in order. */
export function listAllCategories(db: Database): Promise<CategoryRow[]> {
  return db
    .select()
    .from(categories)
    .orderBy(asc(categories.position), asc(categories.name), asc(categories.id));
}

export type CategoryRow = typeof categories.$inferSelect;

/** The category ids by former path. */
export async function findCategoriesByFormerPath(
  db: Database,
  paths: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .select()
    .from(categoryPaths)
    .where(inArray(categoryPaths.path, [...paths]));
  return new Map(rows.map((row) => [row.path, row.categoryId]));
}

export type ReaderFanpage = Pick<typeof fanpages.$inferSelect, 'id' | 'code' | 'platform' | 'name' | 'url'>;

/** The fanpages that the portal shows, in order. */
export function visibleFanpages(db: Database): Promise<ReaderFanpage[]> {
  const { id, code, platform, name, url } = fanpages;
  return db
    .select({ id, code, platform, name, url })
    .from(fanpages)
    .where(eq(fanpages.isVisible, true))
    .orderBy(asc(fanpages.position), asc(fanpages.createdAt), asc(fanpages.id));
}

/** A picture of the media library, or null. */
export async function findPicture(db: Database, id: string): Promise<Picture | null> {
  const [row] = await db
    .select({ id: media.id, width: media.width, height: media.height })
    .from(media)
    .where(eq(media.id, id));
  return row ?? null;
}
