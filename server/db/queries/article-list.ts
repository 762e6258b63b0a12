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
  /** Last changed at or after. */
  from?: Date | undefined;
  /** Last changed before. */
  to?: Date | undefined;
  sort: ArticleSort;
  after: Cursor | null;
  limit: number;
};

/**
 * Each sort as one text key, so that a cursor is the same for all. Times keep their microseconds as text and are
 * compared as times. Titles are compared as they are folded, by code point: the same on every database.
 */
const sorts: Record<ArticleSort, { key: SQL<string>; isDescending: boolean; type: 'timestamptz' | 'text' }> =
  {
    updated: { key: sql`${articles.updatedAt}`, isDescending: true, type: 'timestamptz' },
    // What waits longest comes first: since it was handed in, or since anybody touched it.
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

/** Whether a cursor's key can be one of this sort. */
export function isSortKey(sort: ArticleSort, key: string): boolean {
  return sorts[sort].type === 'text' || isTimestamp(key);
}

/**
 * One page of a view, and one row more if there is another page: two queries however long it is. `sortKey` of each
 * row is for the cursor.
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
    const comes = isDescending ? sql`<` : sql`>`;
    conditions.push(sql`(${key}, ${articles.id}) ${comes} (${after}, ${query.after.id}::uuid)`);
  }
  const order = isDescending ? sql`desc` : sql`asc`;
  const rows = await selectArticles(db, now, sql<string>`(${key})::text`)
    .where(and(...conditions))
    .orderBy(sql`${key} ${order}`, sql`${articles.id} ${order}`)
    .limit(query.limit + 1);
  return withAuthors(db, rows);
}

/** How many articles each view has for this person: by the conditions of the lists themselves. */
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
  if (!row) throw new Error('A count answered no row');
  return row;
}

/** What stands in each view for this person. Over the joins of `publicationAt`. */
function viewsOf(db: Database | Transaction, actor: Actor, now: Date): Record<ArticleView, SQL | undefined> {
  const { isVisible, state } = publicationAt(db, now);
  const isLive = isNull(articles.trashedAt);
  const isAuthor = isWrittenBy(db, actor.id);
  // `canOnArticle(… 'read')` as SQL: one's own, and what is published while nobody corrects it. Editors see all.
  const isSeen = isEditor(actor.role)
    ? undefined
    : or(isAuthor, and(isLive, eq(articles.stage, 'none'), sql`${state} = 'published'`));
  const binnedAfter = new Date(now.getTime() - limits.trashDays * 86_400_000);
  return {
    mine: and(isLive, isAuthor),
    returned: and(isLive, isSeen, eq(articles.stage, 'draft'), articles.isReturned),
    review: and(isLive, isSeen, eq(articles.stage, 'review')),
    scheduled: and(isLive, isSeen, eq(articles.stage, 'none'), sql`${state} = 'scheduled'`),
    published: and(isLive, isSeen, isVisible),
    all: and(isLive, isSeen),
    trash: and(isNotNull(articles.trashedAt), isSeen, gt(articles.trashedAt, binnedAfter)),
  };
}

function filters(db: Database | Transaction, query: ArticleListQuery): (SQL | undefined)[] {
  const { q, categoryId, authorId, from, to } = query;
  return [
    ...searchWords(q ?? '').map((word) => like(articles.searchText, `%${word.replace(/[\\%_]/g, '\\$&')}%`)),
    // A category holds what is in the categories below it.
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
