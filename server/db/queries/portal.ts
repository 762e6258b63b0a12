import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
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
import { lateralCondition, publicationAt, visibilityAt } from './article-state.ts';

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

/**
 * Published articles, newest first. Query one more than a page to find out whether there is another.
 *
 * An index has each category's articles in this order, by the category of the latest publication. Until that one's time
 * has come readers get the one before, if there is one: those few are read apart.
 */
export async function listForReaders(
  db: Database,
  query: ListQuery,
  now: DatabaseTime,
): Promise<ListedRow[]> {
  const { current } = publicationAt(db, now);
  const { isVisible, hasNext } = visibilityAt(now);
  const { categoryIds, withUncategorized = false, except, after, limit } = query;
  const isListed = and(
    isNotNull(articles.slug),
    lte(articles.publishedAt, now),
    except === undefined ? undefined : ne(articles.id, except),
    after
      ? sql`(${articles.publishedAt}, ${articles.id}) < (${after.key}::text::timestamptz, ${after.id}::uuid)`
      : undefined,
  );
  const newest = (isOfCategory: SQL) => sql`(select ${articles.id}, ${articles.publishedAt} from ${articles}
    where ${and(isOfCategory, lte(articles.lastVisibleFrom, now), isListed)}
    order by ${articles.publishedAt} desc, ${articles.id} desc limit ${limit}::int)`;
  const ids = sql`select found.id from (
    select newest.* from unnest(${sql.param(`{${categoryIds.join()}}`)}::uuid[]) category(id)
      cross join lateral ${newest(sql`${articles.readerCategoryId} = category.id`)} newest
    ${withUncategorized ? sql`union all ${newest(isNull(articles.readerCategoryId))}` : sql``}
    union all
    select ${articles.id}, ${articles.publishedAt} from ${articles} join lateral ${current} on true
      where ${and(hasNext, isVisible, isListed, isInCategories(current.categoryId, categoryIds, withUncategorized))}
  ) found order by published_at desc, id desc limit ${limit}::int`;
  return listRows(db, ids, now);
}

/** The published ones of these articles, in the order of the ids. */
export async function findListed(
  db: Database,
  ids: readonly string[],
  now: DatabaseTime,
): Promise<ListedRow[]> {
  if (ids.length === 0) return [];
  const rows = await listRows(
    db,
    sql`select ${articles.id} from ${articles}
    where ${and(isNotNull(articles.slug), inArray(articles.id, [...ids]))}`,
    now,
  );
  return rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

/** @param ids SQL that selects them, at most a page: only these are joined with their content (TOAST). */
async function listRows(db: Database, ids: SQL, now: DatabaseTime): Promise<ListedRow[]> {
  const { current } = publicationAt(db, now);
  const rows = await db
    .select({
      id: articles.id,
      shortId: articles.shortId,
      slug: articles.slug,
      publishedAt: sql<Date>`${articles.publishedAt}`.mapWith(articles.publishedAt),
      cursorKey: sql<string>`${articles.publishedAt}::text`,
      revisionId: current.revisionId,
      visibleFrom: current.visibleFrom,
      categoryId: current.categoryId,
      title: revisions.title,
      lead: sql<string>`${revisions.content} ->> 'lead'`,
      bylines: sql<string[]>`${revisions.fields} -> 'bylines'`,
      cover: { id: media.id, width: media.width, height: media.height },
    })
    .from(articles)
    .innerJoinLateral(current, lateralCondition)
    .innerJoin(revisions, eq(revisions.id, current.revisionId))
    .leftJoin(media, isCover)
    .where(inArray(articles.id, sql`(${ids})`))
    .orderBy(desc(articles.publishedAt), desc(articles.id));
  return rows.map((row) => ({ ...row, slug: row.slug ?? '' }));
}

/** Numbers of articles (`short_id`) in one file of the sitemap. The protocol (sitemaps.org) allows 50,000 addresses. */
const sitemapFileSize = sql.raw('5000');
const sitemapFile = sql<number>`(${articles.shortId} / ${sitemapFileSize})`;

/** The addresses in one file of the sitemap (from 1), oldest first. */
export async function listSitemapAddresses(
  db: Database,
  { categoryIds, file }: { categoryIds: readonly string[]; file: number },
  now: DatabaseTime,
): Promise<{ slug: string; shortId: number; visibleFrom: Date }[]> {
  const { current } = publicationAt(db, now);
  const rows = await db
    .select({ slug: articles.slug, shortId: articles.shortId, visibleFrom: current.visibleFrom })
    .from(articles)
    .innerJoinLateral(current, lateralCondition)
    .where(
      and(
        sql`${sitemapFile} = ${file - 1}::int`,
        isNotNull(articles.lastVisibleFrom),
        isNotNull(articles.slug),
        isInCategories(current.categoryId, categoryIds, true),
      ),
    )
    .orderBy(asc(articles.shortId));
  return rows.map((row) => ({ ...row, slug: row.slug ?? '' }));
}

/** The files of the sitemap with the last change in each. */
export async function listSitemapFiles(
  db: Database,
  categoryIds: readonly string[],
  now: DatabaseTime,
): Promise<{ file: number; changedAt: Date }[]> {
  const { current } = publicationAt(db, now);
  const { hasNext } = visibilityAt(now);
  const { rows } = await db.execute<{ file: number; changedAt: Date | string }>(sql`
    select file + 1 as file, max(changed_at) as "changedAt" from (
      select file, latest.changed_at
        from generate_series(0, (select max(${articles.shortId}) from ${articles}) / ${sitemapFileSize}) file
        cross join lateral (
          select ${articles.lastVisibleFrom} as changed_at from ${articles}
          where ${and(
            sql`${sitemapFile} = file`,
            lte(articles.lastVisibleFrom, now),
            isNotNull(articles.slug),
            isInCategories(articles.readerCategoryId, categoryIds, true),
          )}
          order by ${articles.lastVisibleFrom} desc limit 1) latest
      union all
      select ${sitemapFile}, ${current.visibleFrom} from ${articles} join lateral ${current} on true
        where ${and(hasNext, isNotNull(articles.slug), isInCategories(current.categoryId, categoryIds, true))}
    ) changes group by file order by file`);
  return rows.map(({ file, changedAt }) => ({ file, changedAt: new Date(changedAt) }));
}

/** Whether an article is in one of the categories, or has none. */
export const isInCategories = (
  categoryId: AnyPgColumn | PublicationColumn,
  categoryIds: readonly string[],
  withUncategorized: boolean,
) => or(inArray(categoryId, [...categoryIds]), withUncategorized ? isNull(categoryId) : undefined);

type PublicationColumn = ReturnType<typeof publicationAt>['current']['categoryId'];

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
