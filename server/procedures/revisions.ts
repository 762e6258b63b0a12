import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { decodeCursor, isTimestamp, pageOf } from '../cursor.ts';
import { revisions, transitions, users } from '../db/schema.ts';
import { fail } from '../problem.ts';
import { loadArticle } from './article-loading.ts';
import { api } from './base.ts';

/** Who, what, when, note, revision; the newest first. */
export const history = api.articles.history.handler(async ({ context, input }) => {
  await loadArticle(context, input.id, 'history');
  const after = decodeCursor(input.cursor, isTimestamp);
  const found = await context.db
    .select({
      id: transitions.id,
      transition: transitions.transition,
      at: transitions.at,
      key: sql<string>`${transitions.at}::text`,
      actorId: transitions.actorId,
      actorName: users.name,
      from: transitions.from,
      to: transitions.to,
      note: transitions.note,
      publishAt: transitions.publishAt,
      revisionId: transitions.revisionId,
    })
    .from(transitions)
    .innerJoin(users, eq(users.id, transitions.actorId))
    .where(
      and(
        eq(transitions.articleId, input.id),
        after
          ? sql`(${transitions.at}, ${transitions.id}) < (${after.key}::text::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(transitions.at), desc(transitions.id))
    .limit(input.limit + 1);
  const { rows, nextCursor } = pageOf(found, input.limit, ({ key, id }) => ({ key, id }));
  const items = rows.map(({ key: _key, actorId, actorName, at, publishAt, ...entry }) => ({
    ...entry,
    at: at.toISOString(),
    actor: { id: actorId, name: actorName },
    publishAt: publishAt?.toISOString() ?? null,
  }));
  return { items, nextCursor };
});

const columns = {
  id: revisions.id,
  number: revisions.number,
  reason: revisions.reason,
  createdAt: revisions.createdAt,
  creatorId: revisions.createdBy,
  creatorName: users.name,
  contentHash: revisions.contentHash,
  title: revisions.title,
  words: revisions.words,
};

/** The words as they stood each time that somebody meant something by them; the newest first, without the words. */
export const list = api.articles.revisions.handler(async ({ context, input }) => {
  await loadArticle(context, input.id, 'history');
  const after = decodeCursor(input.cursor, (key) => /^\d{1,9}$/.test(key));
  const found = await context.db
    .select(columns)
    .from(revisions)
    .innerJoin(users, eq(users.id, revisions.createdBy))
    .where(
      and(eq(revisions.articleId, input.id), after ? lt(revisions.number, Number(after.key)) : undefined),
    )
    .orderBy(desc(revisions.number))
    .limit(input.limit + 1);
  const { rows, nextCursor } = pageOf(found, input.limit, ({ number, id }) => ({ key: String(number), id }));
  return { items: rows.map(present), nextCursor };
});

export const get = api.articles.revision.handler(async ({ context, input }) => {
  await loadArticle(context, input.id, 'history');
  const [row] = await context.db
    .select({ ...columns, content: revisions.content })
    .from(revisions)
    .innerJoin(users, eq(users.id, revisions.createdBy))
    .where(and(eq(revisions.articleId, input.id), eq(revisions.id, input.revisionId)));
  if (!row) throw fail('not-found');
  return present(row);
});

function present<Row extends { createdAt: Date; creatorId: string; creatorName: string }>(row: Row) {
  const { createdAt, creatorId, creatorName, ...revision } = row;
  return {
    ...revision,
    createdAt: createdAt.toISOString(),
    createdBy: { id: creatorId, name: creatorName },
  };
}
