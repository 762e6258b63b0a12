import { and, desc, eq, sql } from 'drizzle-orm';
import type { FullRevision, Revision } from '../../domain/contract/revisions.ts';
import { recordAudit } from '../audit/audit-log.ts';
import { decodeCursor, isTimestamp, pageOf } from '../cursor.ts';
import { findRevision, listRevisions, saveRevision } from '../db/queries/revisions.ts';
import { transitions, users } from '../db/schema.ts';
import { lockArticle, readContent } from '../documents/store.ts';
import { fail } from '../http/problem.ts';
import { loadArticle } from './article-loading.ts';
import { api, requireActor } from './base.ts';

/** Newest first. */
export const history = api.articles.history.handler(async (call) => {
  const { context, input } = call;
  await loadArticle(call, input.id);
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

/** Newest first, without content. */
export const list = api.articles.revisions.handler(async (call) => {
  const { context, input } = call;
  await loadArticle(call, input.id);
  const after = decodeCursor(input.cursor, (key) => /^\d{1,9}$/.test(key));
  const found = await listRevisions(context.db, input.id, {
    before: after ? Number(after.key) : undefined,
    limit: input.limit + 1,
  });
  const { rows, nextCursor } = pageOf(found, input.limit, ({ number, id }) => ({ key: String(number), id }));
  return { items: rows, nextCursor };
});

export const get = api.articles.revision.handler(async (call) => {
  const { context, input } = call;
  await loadArticle(call, input.id);
  const revision = await findRevision(context.db, input.id, input.revisionId);
  if (!revision) throw fail('not-found');
  return revision;
});

/** Saves content and fields as a named revision. */
export const save = api.articles.saveRevision.handler(async (call) => {
  const { context, input } = call;
  const { id, name } = input;
  const { id: by } = requireActor(context);
  // Authorize before flushing: it is expensive.
  await loadArticle(call, id);
  await context.documents.flush(id);
  return context.db.transaction(async (tx) => {
    await lockArticle(tx, id);
    const row = await loadArticle(call, id, tx);
    const content = await readContent(tx, id);
    const [newest] = await listRevisions(tx, id, { before: undefined, limit: 1 });
    const revisionId = await saveRevision(tx, row, content, {
      reason: 'save',
      name,
      by,
      at: context.clock(),
    });
    const revision = await findRevision(tx, id, revisionId);
    if (!revision) throw new Error('The created revision was not found');
    if (revision.id !== newest?.id) {
      await recordAudit(tx, context, {
        action: 'article.save-version',
        subject: { type: 'article', id, name: row.title },
        detail: { revisionId: revision.id, revisionNumber: revision.number, name },
      });
    }
    return withoutContent(revision);
  });
});

/** A revision as in lists. */
export function withoutContent({ content: _content, fields: _fields, ...revision }: FullRevision): Revision {
  return revision;
}
