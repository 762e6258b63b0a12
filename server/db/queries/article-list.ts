import {
  and,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { ArticleSort, ArticleView } from '../../../domain/contract/article-views.ts';
import { limits } from '../../../domain/limits.ts';
import { type Actor, isEditor } from '../../../domain/roles.ts';
import { searchWords } from '../../../domain/vietnamese.ts';
import { type Cursor, isTimestamp } from '../../cursor.ts';
import type { Database, Transaction } from '../database.ts';
import { articleAuthors, articles } from '../schema.ts';
import { lateralCondition, publicationAt } from './article-state.ts';
import { type ArticleRow, selectArticles, withAuthors } from './articles.ts';
import { idsBelow } from './categories.ts';

export type ArticleListQuery = {
  view: ArticleView;
  q?: string | undefined;
  categoryId?: string | undefined;
  authorId?: string | undefined;
  /** Updated at or after. */
  from?: Date | undefined;
  /** Updated before. */
  to?: Date | undefined;
  sort: ArticleSort;
  after: Cursor | null;
  limit: number;
};

/**
 * Each sort has one text key, so that all share one cursor format. Timestamps are text in the cursor, for their
 * microseconds, and compared as timestamps. Titles are folded and compared by code point, the same on every database.
 */
const sorts: Record<ArticleSort, { key: SQL<string>; isDescending: boolean; type: 'timestamptz' | 'text' }> =
  {
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
    title: { key: sql`left(${articles.searchText}, 60) collate "C"`, isDescending: false, type: 'text' },
  };

/** Whether a cursor's key has the format of this sort. */
export function isSortKey(sort: ArticleSort, key: string): boolean {
  return sorts[sort].type === 'text' || isTimestamp(key);
}

/**
 * One page of a view, plus one row when there is another page, in two queries. `sortKey` of each row is for the cursor.
 */
export async function listArticles(
  db: Database | Transaction,
  actor: Actor,
  query: ArticleListQuery,
  now: Date,
): Promise<ArticleRow[]> {
  const { key, isDescending, type } = sorts[query.sort];
  const conditions = [viewsOf(db, actor, now)[query.view], ...filters(db, query)];
  if (query.after) {
    const after =
      type === 'text' ? sql`${query.after.key}::text` : sql`${query.after.key}::text::timestamptz`;
    const operator = isDescending ? sql`<` : sql`>`;
    conditions.push(sql`(${key}, ${articles.id}) ${operator} (${after}, ${query.after.id}::uuid)`);
  }
  const order = isDescending ? sql`desc` : sql`asc`;
  const rows = await selectArticles(db, now, sql<string>`(${key})::text`)
    .where(and(...conditions))
    .orderBy(sql`${key} ${order}`, sql`${articles.id} ${order}`)
    .limit(query.limit + 1);
  return withAuthors(db, rows);
}

/** Counts each view for this user, by the conditions of the lists. */
export async function countArticles(
  db: Database | Transaction,
  actor: Actor,
  now: Date,
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

/** The condition of each view for this user. Requires the joins of `publicationAt`. */
function viewsOf(db: Database | Transaction, actor: Actor, now: Date): Record<ArticleView, SQL | undefined> {
  const { isVisible, state } = publicationAt(db, now);
  const isLive = isNull(articles.trashedAt);
  const isAuthor = isWrittenBy(db, actor.id);
  // `canOnArticle(… 'read')` as SQL: one's own, and published ones without a working copy. Editors see all.
  const isReadable = isEditor(actor.role)
    ? undefined
    : or(isAuthor, and(isLive, eq(articles.stage, 'none'), sql`${state} = 'published'`));
  const trashedAfter = new Date(now.getTime() - limits.trashDays * 86_400_000);
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

function filters(db: Database | Transaction, query: ArticleListQuery): (SQL | undefined)[] {
  const { q, categoryId, authorId, from, to } = query;
  return [
    ...searchWords(q ?? '').map((word) => like(articles.searchText, `%${word.replace(/[\\%_]/g, '\\$&')}%`)),
    // A category includes its subcategories.
    categoryId &&
      or(eq(articles.categoryId, categoryId), inArray(articles.categoryId, idsBelow(db, categoryId))),
    authorId && isWrittenBy(db, authorId),
    from && gte(articles.updatedAt, from),
    to && lt(articles.updatedAt, to),
  ].filter((condition) => condition !== '' && condition !== undefined);
}

function isWrittenBy(db: Database | Transaction, userId: string): SQL {
  const { articleId, userId: author } = articleAuthors;
  return exists(
    db
      .select({ one: sql`1` })
      .from(articleAuthors)
      .where(and(eq(articleId, articles.id), eq(author, userId))),
  );
}
