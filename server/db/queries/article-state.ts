import { and, asc, desc, eq, gt, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { PublicationState } from '../../../domain/workflow.ts';
import type { Database, Transaction } from '../database.ts';
import { articles, publications } from '../schema.ts';

/**
 * What readers get of an article is stored nowhere: it follows from its rows in `publications`, from `withdrawn_at`,
 * and from what time it is. This is the one place that says how; lists, single articles, transitions and the portal
 * all ask here.
 *
 * A row counts unless the article was withdrawn at or after the row's time: withdrawing hides what was approved
 * before it, and nothing that is approved after it.
 *
 * - `current`: of the rows that count and whose time has come, the newest. Readers get it.
 * - `next`: the row that counts and whose time is still to come. There is at most one.
 * - `last`: the newest row, whatever became of it. Tells what was withdrawn.
 * - `state`: a correction that waits for its time makes a published article `scheduled`, so that it can be moved or
 *   taken back; readers meanwhile get the revision before it.
 *
 * @returns lateral subqueries, to be joined to `articles` with `leftJoinLateral(…, onTrue)`, and SQL over them.
 */
export function publicationAt(db: Database | Transaction, now: Date) {
  const { articleId, revisionId, visibleFrom, createdAt, categoryId, correctionNote } = publications;
  const row = () => db.select({ revisionId, visibleFrom, categoryId, correctionNote }).from(publications);
  const isOfArticle = eq(articleId, articles.id);
  const counts = or(isNull(articles.withdrawnAt), gt(visibleFrom, articles.withdrawnAt));
  const newestFirst = [desc(visibleFrom), desc(createdAt)];

  const current = row()
    .where(and(isOfArticle, counts, lte(visibleFrom, now)))
    .orderBy(...newestFirst)
    .limit(1)
    .as('current_publication');
  const next = row()
    .where(and(isOfArticle, counts, gt(visibleFrom, now)))
    .orderBy(asc(visibleFrom))
    .limit(1)
    .as('next_publication');
  const last = row()
    .where(isOfArticle)
    .orderBy(...newestFirst)
    .limit(1)
    .as('last_publication');

  const isVisible: SQL<boolean> = sql`${current.revisionId} is not null`;
  const state: SQL<PublicationState> = sql`case
    when ${next.revisionId} is not null and ${articles.stage} = 'none' then 'scheduled'
    when ${current.revisionId} is not null then 'published'
    when ${next.revisionId} is not null then 'scheduled'
    when ${articles.withdrawnAt} is not null then 'withdrawn'
    else 'none' end`;
  return { current, next, last, isVisible, state };
}

export const lateralCondition: SQL = sql`true`;
