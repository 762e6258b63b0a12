import { and, eq, exists, gt, gte, inArray, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { type ArticleSort, type ArticleView, articleViews } from '../../../domain/contract/article-views.ts';
import { limits } from '../../../domain/limits.ts';
import { type Actor, isEditor } from '../../../domain/roles.ts';
import type { SearchQuery } from '../../../domain/search-query.ts';
import { suggestQuery } from '../../../domain/search-suggestion.ts';
import { type Cursor, isTimestamp } from '../../cursor.ts';
import type { Database } from '../database.ts';
import type { DatabaseTime } from '../database-time.ts';
import { articleAuthors, articles, publications } from '../schema.ts';
import { lateralCondition, publicationAt } from './article-state.ts';
import { type ArticleRow, selectArticles, withAuthors } from './articles.ts';
import { idsBelow } from './categories.ts';
import {
  foundKey,
  foundOf,
  isFoundKey,
  type SearchScope,
  searchArticles,
  searchIds,
  similarHeads,
} from './search.ts';

export type ArticleFilters = {
  categoryId?: string | undefined;
  authorId?: string | undefined;
  /** Updated at or after. */
  from?: Date | undefined;
  /** Updated before. */
  to?: Date | undefined;
};

export type ArticleListQuery = ArticleFilters & {
  view: ArticleView;
  /** Null: no search. */
  search: SearchQuery | null;
  sort: ArticleSort;
  after: Cursor | null;
  limit: number;
};

type ColumnSort = Exclude<ArticleSort, 'relevance'>;

/**
 * Each sort has one text key, so that all share one cursor format. Timestamps are text in the cursor, for their
 * microseconds, and compared as timestamps. Titles are folded and compared by code point, the same on every database.
 */
const sorts: Record<ColumnSort, { key: SQL<string>; isDescending: boolean; type: 'timestamptz' | 'text' }> = {
  updated: { key: sql`${articles.updatedAt}`, isDescending: true, type: 'timestamptz' },
  // Longest waiting first: since submission, or else since the last update.
  oldest: {
    key: sql`coalesce(${articles.submittedAt}, ${articles.updatedAt})`,
    isDescending: false,
    type: 'timestamptz',
  },
  published: {
    key: sql`coalesce(${articles.publishedAt}, 'epoch'::timestamptz)`,
    isDescending: true,
    type: 'timestamptz',
  },
  title: { key: sql`${articles.sortTitle} collate "C"`, isDescending: false, type: 'text' },
};

/** Matches of a search in another order than by relevance: the newest articles. */
const sortedMatchesMax = 1_000;

/** Whether a cursor's key has the format of this sort. */
export function isSortKey(sort: ArticleSort, key: string): boolean {
  if (sort === 'relevance') return isFoundKey(key);
  return sorts[sort].type === 'text' || isTimestamp(key);
}

/** One page of a view, plus one row when there is another page. `sortKey` of each row is for the cursor. */
export async function listArticles(
  db: Database,
  actor: Actor,
  query: ArticleListQuery,
  now: DatabaseTime,
): Promise<ArticleRow[]> {
  const { search, sort, after, limit } = query;
  const isInList = and(viewsOf(db, actor, now)[query.view], ...filters(db, query));
  if (search && sort === 'relevance') return listByRelevance(db, actor, { ...query, search }, now);
  const { key, isDescending, type } = sorts[sort === 'relevance' ? 'updated' : sort];
  const conditions = [isInList];
  if (search) {
    const scope = scopeOf(db, actor, query, now);
    conditions.push(inArray(articles.id, await searchIds(db, search, scope, sortedMatchesMax)));
  }
  if (after) {
    const value = type === 'text' ? sql`${after.key}::text` : sql`${after.key}::text::timestamptz`;
    const operator = isDescending ? sql`<` : sql`>`;
    conditions.push(sql`(${key}, ${articles.id}) ${operator} (${value}, ${after.id}::uuid)`);
  }
  const order = isDescending ? sql`desc` : sql`asc`;
  const rows = await selectArticles(db, now, sql<string>`(${key})::text`)
    .where(and(...conditions))
    .orderBy(sql`${key} ${order}`, sql`${articles.id} ${order}`)
    .limit(limit + 1);
  return withAuthors(db, rows);
}

async function listByRelevance(
  db: Database,
  actor: Actor,
  query: ArticleListQuery & { search: SearchQuery },
  now: DatabaseTime,
): Promise<ArticleRow[]> {
  const { search, after, limit } = query;
  const found = await searchArticles(db, search, scopeOf(db, actor, query, now), {
    after: after && foundOf(after),
    limit: limit + 1,
  });
  const ids = found.map(({ id }) => id);
  // Checked again: an article may have changed since.
  const isInView = viewsOf(db, actor, now)[query.view];
  const rows = await withAuthors(
    db,
    await selectArticles(db, now).where(and(inArray(articles.id, ids), isInView)),
  );
  return found.flatMap((one) => {
    const row = rows.find(({ id }) => id === one.id);
    return row ? [{ ...row, sortKey: foundKey(one) }] : [];
  });
}

/** A proposal for a search that finds nothing: from all articles that this user may read. Null without one. */
export async function suggestSearch(
  db: Database,
  actor: Actor,
  search: SearchQuery,
  now: DatabaseTime,
): Promise<string | null> {
  const scope = scopeOf(db, actor, { view: 'all' }, now);
  return suggestQuery(search, await similarHeads(db, search, scope));
}

/** Counts each view for this user, by the conditions of the lists. */
export async function countArticles(
  db: Database,
  actor: Actor,
  now: DatabaseTime,
): Promise<Record<ArticleView, number>> {
  const { current, next } = publicationAt(db, now);
  const views = Object.entries(viewsOf(db, actor, now));
  const counts = Object.fromEntries(
    views.map(([view, isIn]) => [view, sql<number>`count(*) filter (where ${isIn})`.mapWith(Number)]),
  ) as Record<ArticleView, SQL<number>>;
  const [row] = await db
    .select(counts)
    .from(articles)
    .leftJoinLateral(current, lateralCondition)
    .leftJoinLateral(next, lateralCondition);
  if (!row) throw new Error('The count returned no row');
  return row;
}

/** Counts the matches of a search in each view, up to `limits.searchCountMax`. */
export async function countMatches(
  db: Database,
  actor: Actor,
  { search, ...filters }: ArticleFilters & { search: SearchQuery },
  now: DatabaseTime,
): Promise<Record<ArticleView, number>> {
  const counts = {} as Record<ArticleView, number>;
  for (const view of articleViews) {
    const scope = scopeOf(db, actor, { ...filters, view }, now);
    counts[view] = (await searchIds(db, search, scope, limits.searchCountMax)).length;
  }
  return counts;
}

/** The articles of a view that meet the filters. */
function scopeOf(
  db: Database,
  actor: Actor,
  query: ArticleFilters & { view: ArticleView },
  now: DatabaseTime,
): SearchScope {
  const { current, next } = publicationAt(db, now);
  const { view, authorId, to } = query;
  const isWide = (view === 'all' || view === 'published') && authorId === undefined && to === undefined;
  return {
    texts: 'working',
    joins: sql`left join lateral ${current} on true left join lateral ${next} on true`,
    where: and(
      viewsOf(db, actor, now)[view],
      // By an index, unlike the state.
      view === 'scheduled' ? inArray(articles.id, idsScheduled(db, now)) : undefined,
      ...filters(db, query),
    ),
    time: sql`${articles.updatedAt}`,
    isNarrow: !isWide,
  };
}

const idsScheduled = (db: Database, now: DatabaseTime) =>
  db.select({ id: publications.articleId }).from(publications).where(gt(publications.visibleFrom, now));

/** The condition of each view for this user. Requires the joins of `publicationAt`. */
function viewsOf(db: Database, actor: Actor, now: DatabaseTime): Record<ArticleView, SQL | undefined> {
  const { isVisible, state } = publicationAt(db, now);
  const isLive = isNull(articles.trashedAt);
  const isAuthor = isWrittenBy(db, actor.id);
  // `canOnArticle(… 'read')` as SQL: one's own, and published ones without a working copy. Editors see all.
  const isReadable = isEditor(actor.role)
    ? undefined
    : or(isAuthor, and(isLive, eq(articles.stage, 'none'), sql`${state} = 'published'`));
  const trashedAfter = sql`${now} - make_interval(days => ${limits.trashDays}::int)`;
  return {
    mine: and(isLive, isAuthor),
    returned: and(isLive, isReadable, eq(articles.stage, 'draft'), articles.isReturned),
    review: and(isLive, isReadable, eq(articles.stage, 'review')),
    scheduled: and(isLive, isReadable, eq(articles.stage, 'none'), sql`${state} = 'scheduled'`),
    published: and(isLive, isReadable, isVisible),
    all: and(isLive, isReadable),
    trash: and(isNotNull(articles.trashedAt), isReadable, gt(articles.trashedAt, trashedAfter)),
  };
}

function filters(db: Database, query: ArticleFilters): (SQL | undefined)[] {
  const { categoryId, authorId, from, to } = query;
  return [
    // A category includes its subcategories.
    categoryId
      ? or(eq(articles.categoryId, categoryId), inArray(articles.categoryId, idsBelow(db, categoryId)))
      : undefined,
    authorId ? isWrittenBy(db, authorId) : undefined,
    from && gte(articles.updatedAt, from),
    to && lt(articles.updatedAt, to),
  ];
}

function isWrittenBy(db: Database, userId: string): SQL {
  const { articleId, userId: author } = articleAuthors;
  return exists(
    db
      .select({ one: sql`1` })
      .from(articleAuthors)
      .where(and(eq(articleId, articles.id), eq(author, userId))),
  );
}
