import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { failedChecks } from '../../domain/checks.ts';
import type { transitionBodySchema } from '../../domain/contract/article-schema.ts';
import type { FieldErrorCode } from '../../domain/contract/errors.ts';
import type { HashedContent } from '../../domain/document/content.ts';
import { canTransition, displayState, type TransitionName, workflow } from '../../domain/workflow.ts';
import { recordAudit } from '../audit/audit-log.ts';
import { sqlStateOf } from '../classify-error.ts';
import type { RequestContext } from '../context.ts';
import type { Database, Transaction } from '../db/database.ts';
import { type ArticleRow, findArticle, stateOf } from '../db/queries/articles.ts';
import { readPolicy } from '../db/queries/settings.ts';
import { transitions } from '../db/schema.ts';
import { lockArticle, readContent } from '../documents/store.ts';
import { fail } from '../http/problem.ts';
import { answerArticle, demand, loadArticle } from './article-loading.ts';
import { refuseUnknownMedia } from './articles.ts';
import { api, requireActor } from './base.ts';
import { applyTransition, wasEverVisible } from './transition-effects.ts';

type Request = z.infer<typeof transitionBodySchema>;

export const transition = api.articles.transition.handler(async ({ context, input }) => {
  const { id, ...request } = input;
  return answerArticle(context, await take(context, id, request));
});

export const trash = api.articles.trash.handler(async ({ context, input }) =>
  answerArticle(context, await take(context, input.id, { transition: 'trash' })),
);

/**
 * Takes a transition: decides, checks what it needs, and writes everything in one transaction that holds the
 * article's row. Edits take the same lock, so the words cannot change between the check and the revision.
 */
async function take(context: RequestContext, id: string, request: Request): Promise<ArticleRow> {
  // Before anything is flushed: who may not, must not be able to make the server work.
  const before = await loadArticle(context, id, 'read');
  if (await wasTaken(context.db, context, id, request)) return before;
  await decide(context, context.db, before, request.transition);

  await context.documents.flush(id);
  try {
    await context.db.transaction((tx) => takeLocked(context, tx, id, request));
  } catch (error) {
    // The unique index on request ids: the same id came for another article or from another person.
    if (sqlStateOf(error) === '23505') throw fail('invalid', { fields: { requestId: 'taken' } });
    throw error;
  }
  await context.documents.rightsChanged(id);
  return loadArticle(context, id, 'read');
}

async function takeLocked(context: RequestContext, tx: Transaction, id: string, request: Request) {
  const actor = requireActor(context);
  const now = context.clock();
  const { transition, note, publishAt, requestId } = request;
  await lockArticle(tx, id);
  const row = await loadArticle(context, id, 'read', tx);
  // The same request twice at once: the second waited for the lock and finds it done.
  if (await wasTaken(tx, context, id, request)) return;
  await decide(context, tx, row, transition);
  refuseLacking(request, row, now);
  const content = await readContent(tx, id);
  await refuseUnfit(tx, request, row, content);
  const revisionId = await applyTransition(tx, row, content, { ...request, by: actor.id, at: now });
  const after = await findArticle(tx, id, now);
  if (!after) throw new Error(`Article ${id} was gone after ${transition}`);
  await tx.insert(transitions).values({
    articleId: id,
    transition,
    actorId: actor.id,
    at: now,
    from: placeOf(row, transition),
    to: placeOf(after, transition),
    note: note || null,
    publishAt: transition === 'schedule' && publishAt ? new Date(publishAt) : null,
    revisionId,
    requestId: requestId ?? null,
  });
  await recordAudit(tx, context, {
    action: `article.${transition}`,
    subject: { type: 'article', id, name: row.title },
    detail: {
      from: placeOf(row, transition),
      to: placeOf(after, transition),
      ...(note && { note }),
      ...(transition === 'schedule' && { publishAt }),
      ...(revisionId && { revisionId }),
    },
  });
}

async function decide(
  context: RequestContext,
  db: Database | Transaction,
  row: ArticleRow,
  transition: TransitionName,
): Promise<void> {
  demand(canTransition(requireActor(context), stateOf(row), transition, await readPolicy(db)));
}

/** Whether this very request, from this person, has had its effect already. */
async function wasTaken(
  db: Database | Transaction,
  context: RequestContext,
  articleId: string,
  { requestId, transition }: Request,
): Promise<boolean> {
  if (requestId === undefined) return false;
  const [found] = await db
    .select({ id: transitions.id })
    .from(transitions)
    .where(
      and(
        eq(transitions.requestId, requestId),
        eq(transitions.articleId, articleId),
        eq(transitions.actorId, requireActor(context).id),
        eq(transitions.transition, transition),
      ),
    );
  return found !== undefined;
}

/** Refuses a request that leaves out what its transition needs, or brings a correction note where nothing is corrected. */
function refuseLacking(
  { transition, note, publishAt, contentHash }: Request,
  row: ArticleRow,
  now: Date,
): void {
  const needs: readonly string[] = workflow[transition].needs;
  const fields: Record<string, FieldErrorCode> = {};
  if ((needs.includes('note') || needs.includes('reason')) && !note) fields.note = 'required';
  if (note && needs.includes('shown-content') && !wasEverVisible(row)) fields.note = 'not-allowed';
  if (needs.includes('shown-content') && !contentHash) fields.contentHash = 'required';
  if (needs.includes('future-time')) {
    if (!publishAt) fields.publishAt = 'required';
    else if (new Date(publishAt) <= now) fields.publishAt = 'not-future';
  }
  if (Object.keys(fields).length > 0) throw fail('invalid', { fields });
}

/** Refuses words that are not those that were shown, or that lack something. */
async function refuseUnfit(
  tx: Transaction,
  { transition, contentHash: shownHash }: Request,
  row: ArticleRow,
  stored: HashedContent,
): Promise<void> {
  const needs: readonly string[] = workflow[transition].needs;
  const { contentHash: currentHash, ...current } = stored;
  if (needs.includes('shown-content') && shownHash !== undefined && shownHash !== currentHash) {
    throw fail('content-changed', { data: { shownHash, currentHash, current } });
  }
  if (needs.includes('complete')) {
    const checks = failedChecks(current, row);
    if (checks.length > 0) throw fail('incomplete', { data: { checks } });
    await refuseUnknownMedia(tx, current);
  }
}

/** The word for where an article stands, in its history. */
function placeOf(row: ArticleRow, transition: TransitionName): string {
  if (row.trashedAt) return 'trash';
  // Withdrawing moves what readers get, whatever the working copy does meanwhile.
  return transition === 'withdraw' ? row.publication : displayState(stateOf(row));
}
