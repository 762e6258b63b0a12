import { eq, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm';
import type { Person } from '../../../domain/contract/base.ts';
import { comparePersonNames } from '../../../domain/vietnamese.ts';
import type { ArticleState } from '../../../domain/workflow.ts';
import type { Database, Transaction } from '../database.ts';
import type { DatabaseTime } from '../database-time.ts';
import { articleAuthors, articles, users } from '../schema.ts';
import { lateralCondition, publicationAt, visibilityAt } from './article-state.ts';

const {
  sortTitle: _sortTitle,
  firstVisibleFrom: _firstVisibleFrom,
  lastVisibleFrom: _lastVisibleFrom,
  readerCategoryId: _readerCategoryId,
  ...columns
} = getTableColumns(articles);

/** An article with its publication state at one moment, without its content. */
export type ArticleRow = Awaited<ReturnType<typeof selectArticles>>[number] & { authors: Person[] };

/**
 * The base query for articles. The caller adds conditions and, for cursors, a sort key. `withAuthors` adds the authors in
 * one more query for all rows.
 */
export function selectArticles(
  db: Database | Transaction,
  now: DatabaseTime,
  sortKey: SQL<string> = sql<string>`''`,
) {
  const { current, next, last } = publicationAt(db, now);
  const { state } = visibilityAt(now);
  return db
    .select({
      ...columns,
      publication: state.as('publication'),
      currentRevisionId: current.revisionId,
      currentFrom: current.visibleFrom,
      nextRevisionId: next.revisionId,
      nextFrom: next.visibleFrom,
      lastRevisionId: last.revisionId,
      lastFrom: last.visibleFrom,
      sortKey: sortKey.as('sort_key'),
    })
    .from(articles)
    .leftJoinLateral(current, lateralCondition)
    .leftJoinLateral(next, lateralCondition)
    .leftJoinLateral(last, lateralCondition)
    .$dynamic();
}

/** Adds the authors, sorted by given name. */
export async function withAuthors<Row extends { id: string }>(
  db: Database | Transaction,
  rows: readonly Row[],
): Promise<(Row & { authors: Person[] })[]> {
  if (rows.length === 0) return [];
  const found = await db
    .select({ articleId: articleAuthors.articleId, id: users.id, name: users.name })
    .from(articleAuthors)
    .innerJoin(users, eq(users.id, articleAuthors.userId))
    .where(
      inArray(
        articleAuthors.articleId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(users.id);
  const authors = found.sort((a, b) => comparePersonNames(a.name, b.name));
  return rows.map((row) => ({
    ...row,
    authors: authors
      .filter((author) => author.articleId === row.id)
      .map((author) => ({ id: author.id, name: author.name })),
  }));
}

/** One article, or null. The caller checks permissions. */
export async function findArticle(
  db: Database | Transaction,
  id: string,
  now: DatabaseTime,
): Promise<ArticleRow | null> {
  const [row] = await withAuthors(db, await selectArticles(db, now).where(eq(articles.id, id)));
  return row ?? null;
}

/** The input of the workflow and permission rules. */
export function stateOf(row: ArticleRow): ArticleState {
  return {
    stage: row.stage,
    publication: row.publication,
    isReturned: row.isReturned,
    isTrashed: row.trashedAt !== null,
    authorIds: row.authors.map((author) => author.id),
    ownShares: row.ownShares,
  };
}
