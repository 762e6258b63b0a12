import { eq, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm';
import type { Person } from '../../../domain/contract/base.ts';
import type { ArticleState } from '../../../domain/workflow.ts';
import type { Database, Transaction } from '../database.ts';
import { articleAuthors, articles, users } from '../schema.ts';
import { lateralCondition, publicationAt } from './article-state.ts';

const { searchText: _searchText, ...columns } = getTableColumns(articles);

/** An article with what readers get of it at one moment; everything but its words. */
export type ArticleRow = Awaited<ReturnType<typeof selectArticles>>[number] & { authors: Person[] };

/**
 * The query that every article comes from. `now` decides what is published; the caller adds conditions,
 * and may have each row's sort key with it. The authors come with `withAuthors`, in one more query for the whole page.
 */
export function selectArticles(
  db: Database | Transaction,
  now: Date,
  sortKey: SQL<string> = sql<string>`''`,
) {
  const { current, next, last, state } = publicationAt(db, now);
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

/** Adds the authors, in the order of their names. */
export async function withAuthors<Row extends { id: string }>(
  db: Database | Transaction,
  rows: readonly Row[],
): Promise<(Row & { authors: Person[] })[]> {
  if (rows.length === 0) return [];
  const authors = await db
    .select({ articleId: articleAuthors.articleId, id: users.id, name: users.name })
    .from(articleAuthors)
    .innerJoin(users, eq(users.id, articleAuthors.userId))
    .where(
      inArray(
        articleAuthors.articleId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(users.name, users.id);
  return rows.map((row) => ({
    ...row,
    authors: authors
      .filter((author) => author.articleId === row.id)
      .map((author) => ({ id: author.id, name: author.name })),
  }));
}

/** One article, or null. Permission is the caller's business. */
export async function findArticle(
  db: Database | Transaction,
  id: string,
  now: Date,
): Promise<ArticleRow | null> {
  const [row] = await withAuthors(db, await selectArticles(db, now).where(eq(articles.id, id)));
  return row ?? null;
}

/** The part that the workflow and the permissions decide by. */
export function stateOf(row: ArticleRow): ArticleState {
  return {
    stage: row.stage,
    publication: row.publication,
    isReturned: row.isReturned,
    isTrashed: row.trashedAt !== null,
    authorIds: row.authors.map((author) => author.id),
  };
}
