import { and, type SQL, sql } from 'drizzle-orm';
import type { ArticleView } from '../../../domain/contract/article-views.ts';
import { type Actor, isEditor } from '../../../domain/roles.ts';
import type { Database } from '../database.ts';
import type { DatabaseTime } from '../database-time.ts';
import { articles } from '../schema.ts';
import { isWrittenBy, viewsOf } from './article-list.ts';
import { visibilityAt } from './article-state.ts';
import { stored } from './stored-counts.ts';

/**
 * Counts each view for this user; equal to the lengths of the lists.
 *
 * Small views are counted by their indexes. The counts of the others are stored (decision 028) as if the time of every
 * publication had passed, so that those yet to come are subtracted here.
 */
export async function countArticles(
  db: Database,
  actor: Actor,
  now: DatabaseTime,
): Promise<Record<ArticleView, number>> {
  const { returned, review, scheduled, trash } = viewsOf(db, actor, now);
  const { isVisible, hasNext } = visibilityAt(now);
  const isAuthor = isWrittenBy(db, actor.id);
  const isLive = sql`${articles.trashedAt} is null`;
  const isApproved = sql`${articles.stage} = 'none'`;
  const upcoming = (condition: SQL | undefined) => count(and(isLive, hasNext, condition));

  const readable = sql`${stored('readable')} - ${upcoming(isApproved)}`;
  const { all, published } = isEditor(actor.role)
    ? { all: stored('all'), published: sql`${stored('visible')} - ${upcoming(sql`not ${isVisible}`)}` }
    : {
        // And one's own that are not readable by others.
        all: sql`${readable} + ${stored('author-unreadable', actor.id)} + ${upcoming(and(isApproved, isAuthor))}`,
        published: sql`${readable} + ${stored('author-revising', actor.id)}
          - ${upcoming(sql`not ${isApproved} and not ${isVisible} and ${isAuthor}`)}
          + ${upcoming(and(isApproved, isVisible, isAuthor))}`,
      };
  const counts: Record<ArticleView, SQL> = {
    mine: stored('author', actor.id),
    returned: count(returned),
    review: count(review),
    scheduled: count(scheduled),
    published,
    all,
    trash: count(trash),
  };
  const columns = Object.entries(counts).map(
    ([view, value]) => sql`(${value})::int as ${sql.identifier(view)}`,
  );
  const { rows } = await db.execute<Record<ArticleView, number>>(sql`select ${sql.join(columns, sql`, `)}`);
  const [row] = rows;
  if (!row) throw new Error('The count returned no row');
  return row;
}

const count = (condition: SQL | undefined): SQL => sql`(select count(*) from ${articles} where ${condition})`;
