import { and, asc, desc, eq, gt, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { PublicationState } from '../../../domain/workflow.ts';
import type { Database, Transaction } from '../database.ts';
import type { DatabaseTime } from '../database-time.ts';
import { articles, publications } from '../schema.ts';

/**
 * The publications of an article at a time (decision 003), from `publications` and `withdrawn_at`: it is not stored. With
 * `visibilityAt` the single definition for lists, articles, transitions and the portal.
 *
 * Withdrawing invalidates the rows whose time is not after `withdrawn_at`. Of the valid rows:
 *
 * - `current`: the newest whose time has passed. Readers get it.
 * - `next`: the one in the future; there is at most one.
 * - `last`: the newest of all rows, valid or not: after a withdrawal, the one that was withdrawn.
 *
 * @returns lateral subqueries, to be joined to `articles` with `leftJoinLateral(…, lateralCondition)`.
 */
export function publicationAt(db: Database | Transaction, now: DatabaseTime) {
  const { articleId, revisionId, visibleFrom, createdAt, categoryId, correctionNote } = publications;
  const row = () => db.select({ revisionId, visibleFrom, categoryId, correctionNote }).from(publications);
  const isOfArticle = eq(articleId, articles.id);
  const isValid = or(isNull(articles.withdrawnAt), gt(visibleFrom, articles.withdrawnAt));
  const newestFirst = [desc(visibleFrom), desc(createdAt)];

  const current = row()
    .where(and(isOfArticle, isValid, lte(visibleFrom, now)))
    .orderBy(...newestFirst)
    .limit(1)
    .as('current_publication');
  const next = row()
    .where(and(isOfArticle, isValid, gt(visibleFrom, now)))
    .orderBy(asc(visibleFrom))
    .limit(1)
    .as('next_publication');
  const last = row()
    .where(isOfArticle)
    .orderBy(...newestFirst)
    .limit(1)
    .as('last_publication');

  return { current, next, last };
}

/**
 * The publication state by the article's row alone, for conditions on many of them: triggers keep the times of the
 * earliest and latest valid row there (decision 028). There is a `current` row once the earliest time has passed, and a
 * `next` one until the latest has. A published article with a `next` row and no working copy is `scheduled`, so that the
 * correction can be moved or cancelled; readers still get the `current` one.
 */
export function visibilityAt(now: DatabaseTime) {
  const isVisible: SQL<boolean> = sql`(${articles.firstVisibleFrom} is not null and ${articles.firstVisibleFrom} <= ${now})`;
  const hasNext: SQL<boolean> = sql`${articles.lastVisibleFrom} > ${now}`;
  const state: SQL<PublicationState> = sql`case
    when ${hasNext} and ${articles.stage} = 'none' then 'scheduled'
    when ${isVisible} then 'published'
    when ${hasNext} then 'scheduled'
    when ${articles.withdrawnAt} is not null then 'withdrawn'
    else 'none' end`;
  return { isVisible, hasNext, state };
}

export const lateralCondition: SQL = sql`true`;
