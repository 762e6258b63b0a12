import {
  and,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import { type ArticleSort, type ArticleView, articleViews } from '../../../domain/contract/article-views.ts';
import { limits } from '../../../domain/limits.ts';
import { type Actor, isEditor } from '../../../domain/roles.ts';
import type { SearchQuery } from '../../../domain/search-query.ts';
import { suggestQuery } from '../../../domain/search-suggestion.ts';
import { type Cursor, isTimestamp } from '../../cursor.ts';
import type { Database } from '../database.ts';
import type { DatabaseTime } from '../database-time.ts';
import { articleAuthors, articles } from '../schema.ts';
import { visibilityAt } from './article-state.ts';
import { type ArticleRow, selectArticles, withAuthors } from './articles.ts';
import { idsBelow } from './categories.ts';
import {
  foundKey,
  foundOf,
  isFoundKey,
  type SearchScope,
  scopeMax,
  searchArticles,
  searchIds,
  similarHeads,
} from './search.ts';
import { storedCount } from './stored-counts.ts';

export type ArticleFilters = {
  categoryId?: string | undefined;
  authorId?: string | undefined;
  /** At or after; see the contract for what happened then. */
  from?: Date | undefined;
  /** Before. */
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
  const { view, search, sort, after, limit, categoryId, authorId } = query;
  if (search && sort === 'relevance') return listByRelevance(db, actor, { ...query, search }, now);
  const { key, isDescending, type } = sorts[sort === 'relevance' ? 'updated' : sort];
  // A date leads to its place in the order of the list, without reading what stands before it.
  const time = type === 'timestamptz' && !search ? key : undefined;
  const isWithin = within(query, time);
  let isAfter: SQL | undefined;
  if (after) {
    const value = type === 'text' ? sql`${after.key}::text` : sql`${after.key}::text::timestamptz`;
    const operator = isDescending ? sql`<` : sql`>`;
    isAfter = sql`(${key}, ${articles.id}) ${operator} (${value}, ${after.id}::uuid)`;
  }
  const isByAuthor = authorId === undefined ? undefined : isWrittenBy(db, authorId);
  const conditions = [viewsOf(db, actor, now)[view], isByAuthor, isAfter, ...isWithin];
  if (search) {
    const scope = scopeOf(db, actor, query, now);
    conditions.push(inArray(articles.id, await searchIds(db, search, scope, sortedMatchesMax)));
  }
  const direction = isDescending ? sql`desc` : sql`asc`;
  const order = sql`${key} ${direction}, ${articles.id} ${direction}`;
  const end = sql`order by ${order} limit ${limit + 1}::int`;
  const isIn = categoryId === undefined ? undefined : isInCategory(db, categoryId);
  const read = async (ids: SQL) => {
    const rows = await selectArticles(db, now, sql<string>`(${key})::text`)
      .where(inArray(articles.id, sql`(${ids})`))
      .orderBy(order)
      .limit(limit + 1);
    return withAuthors(db, rows);
  };
  /** Without a limit inside, so that they are found by their own index instead of the one of the order. */
  const readFew = (condition?: SQL) =>
    read(sql`select articles.id from (
      select * from ${articles} where ${and(isIn, condition, ...conditions)} offset 0
    ) articles ${end}`);

  if (search || smallViews.includes(view)) return readFew();
  const author = view === 'mine' ? actor.id : authorId;
  if (author !== undefined) {
    if ((await storedCount(db, 'author', author)) > sparseMax) {
      // Mostly among those that come first, unless the author has written none for long.
      const first = sql`select * from ${articles} where ${and(isNull(articles.trashedAt), isAfter, ...isWithin)}
        order by ${order} limit ${walkMax}::int`;
      const rows = await read(
        sql`select articles.id from (${first}) articles where ${and(isIn, ...conditions)} ${end}`,
      );
      if (rows.length > limit) return rows;
    }
    return readFew(isOneOf(idsWrittenBy(db, author)));
  }
  const page = (condition?: SQL) =>
    sql`select ${articles.id} from ${articles} where ${and(condition, ...conditions)} ${end}`;
  if (categoryId === undefined) return read(page());
  // An index has the order within each category, not of several.
  return read(sql`select listed.id from (${idsFrom(db, categoryId)}) category(id)
    cross join lateral (${page(sql`${articles.categoryId} = category.id`)}) listed`);
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
  const { view, categoryId, authorId, to } = query;
  const where = and(
    viewsOf(db, actor, now)[view],
    categoryId === undefined ? undefined : isInCategory(db, categoryId),
    authorId === undefined ? undefined : isWrittenBy(db, authorId),
    ...within(query),
  );
  let narrowIds: SQL | null = null;
  if (view === 'mine' || smallViews.includes(view) || authorId !== undefined) {
    // Found before they are sorted, as in a list.
    narrowIds = sql`select id from (select * from ${articles} where ${where} offset 0) few
      order by short_id desc limit ${scopeMax}::int`;
  } else if (to) {
    narrowIds = sql`select ${articles.id} from ${articles} where ${where}
      order by ${articles.updatedAt} desc limit ${scopeMax}::int`;
  }
  return { texts: 'working', joins: sql``, where, time: sql`${articles.updatedAt}`, narrowIds };
}

/** The views of articles that somebody still works on, or that wait. */
const smallViews: readonly ArticleView[] = ['returned', 'review', 'scheduled', 'trash'];
/** Articles of an author that are read before they are sorted, without a look at the ones that come first. */
const sparseMax = 2_500;
const walkMax = 10_000;

/** The condition of each view for this user. */
export function viewsOf(db: Database, actor: Actor, now: DatabaseTime): Record<ArticleView, SQL | undefined> {
  const { isVisible, hasNext } = visibilityAt(now);
  const isLive = isNull(articles.trashedAt);
  const isAuthor = isWrittenBy(db, actor.id);
  // `canOnArticle(… 'read')` as SQL: one's own, and published ones without a working copy. Editors see all.
  const isReadable = isEditor(actor.role)
    ? undefined
    : or(isAuthor, and(isLive, sql`${articles.stage} = 'none' and ${articles.lastVisibleFrom} <= ${now}`));
  const trashedAfter = sql`${now} - make_interval(days => ${limits.trashDays}::int)`;
  return {
    mine: and(isLive, isAuthor),
    returned: and(isLive, isReadable, sql`${articles.stage} = 'draft'`, articles.isReturned),
    review: and(isLive, isReadable, sql`${articles.stage} = 'review'`),
    scheduled: and(isLive, isReadable, sql`${articles.stage} = 'none'`, hasNext),
    published: and(isLive, isReadable, isVisible),
    all: and(isLive, isReadable),
    trash: and(isNotNull(articles.trashedAt), isReadable, gt(articles.trashedAt, trashedAfter)),
  };
}

/** @param time the time that `from` and `to` are about. */
function within({ from, to }: ArticleFilters, time: SQL = sql`${articles.updatedAt}`): (SQL | undefined)[] {
  return [
    from && sql`${time} >= ${from.toISOString()}::timestamptz`,
    to && sql`${time} < ${to.toISOString()}::timestamptz`,
  ];
}

/** A category includes its subcategories. */
const isInCategory = (db: Database, id: string): SQL =>
  inArray(articles.categoryId, sql`(${idsFrom(db, id)})`);

const idsFrom = (db: Database, id: string): SQL => sql`select ${id}::uuid union all ${idsBelow(db, id)}`;

export function isWrittenBy(db: Database, userId: string): SQL {
  return exists(idsWrittenBy(db, userId, eq(articleAuthors.articleId, articles.id)));
}

const idsWrittenBy = (db: Database, userId: string, condition?: SQL) =>
  db
    .select({ id: articleAuthors.articleId })
    .from(articleAuthors)
    .where(and(eq(articleAuthors.userId, userId), condition));

/** Reads the ids first, however many: the planner takes an array for a short one. */
const isOneOf = (ids: SQLWrapper): SQL => sql`${articles.id} = any(array${ids})`;
