import { and, eq } from 'drizzle-orm';
import { failedChecks } from '../../domain/checks.ts';
import type { FieldErrorCode } from '../../domain/contract/errors.ts';
import type { TransitionRequest } from '../../domain/contract/transition-request.ts';
import type { HashedContent } from '../../domain/document/content.ts';
import {
  canTransition,
  displayState,
  isApproval,
  type Need,
  type Policy,
  type TransitionName,
  workflow,
} from '../../domain/workflow.ts';
import { recordAudit } from '../audit/audit-log.ts';
import { sqlStateOf } from '../classify-error.ts';
import type { RequestContext } from '../context.ts';
import type { Database, Transaction } from '../db/database.ts';
import { instant, readTime } from '../db/database-time.ts';
import { type ArticleRow, findArticle, stateOf } from '../db/queries/articles.ts';
import { unknownMedia } from '../db/queries/figure-media.ts';
import { readPolicy } from '../db/queries/settings.ts';
import { articles, transitions } from '../db/schema.ts';
import { createShareCounter } from '../documents/authorship/own-shares.ts';
import { hashedContentOf, loadDocument, lockArticle } from '../documents/store.ts';
import { fail } from '../http/problem.ts';
import { type ArticleCall, assertAllowed, loadArticle, respondWithArticle } from './article-loading.ts';
import { api, requireActor } from './base.ts';
import { applyTransition, wasEverVisible } from './transition-effects.ts';

export const transition = api.articles.transition.handler(async (call) => {
  const { id, ...request } = call.input;
  const { row, policy } = await performTransition(call, id, request);
  return respondWithArticle(call.context, row, policy);
});

export const trash = api.articles.trash.handler(async (call) => {
  const { row, policy } = await performTransition(call, call.input.id, { transition: 'trash' });
  return respondWithArticle(call.context, row, policy);
});

type Outcome = { row: ArticleRow; policy: Policy };

/**
 * Authorizes, validates and writes a transition in one transaction that locks the article. Edits take the same lock, so
 * that the content cannot change between its check and its revision.
 */
async function performTransition(
  call: ArticleCall,
  id: string,
  request: TransitionRequest,
): Promise<Outcome> {
  const { context } = call;
  // Authorize before flushing: it is expensive.
  const row = await loadArticle(call, id);
  const policy = await readPolicy(context.db);
  if (await isAlreadyPerformed(context.db, context, id, request)) return { row, policy };
  const decision = canTransition(requireActor(context), stateOf(row), request.transition, policy);
  // The stored shares may be seconds old: `performLocked` counts them.
  if (decision.allowed || decision.reason !== 'four-eyes') assertAllowed(decision);

  await context.documents.flush(id);
  const outcome = await context.db
    .transaction((tx) => performLocked(call, tx, id, request))
    .catch((error: unknown) => {
      // The unique index on request ids: the id was used for another article, or by another person.
      if (sqlStateOf(error) === '23505') throw fail('invalid', { fields: { requestId: 'taken' } });
      throw error;
    });
  await context.documents.rightsChanged(id);
  return outcome;
}

async function performLocked(
  call: ArticleCall,
  tx: Transaction,
  id: string,
  request: TransitionRequest,
): Promise<Outcome> {
  const { context } = call;
  await lockArticle(tx, id);
  // Read under the lock: a transition that waited for another one is later than it.
  const at = await readTime(tx, context.now());
  const stored = await loadArticle(call, id, tx, instant(at));
  const policy = await readPolicy(tx);
  // A concurrent duplicate has waited for the lock.
  if (await isAlreadyPerformed(tx, context, id, request)) return { row: stored, policy };
  const { doc } = await loadDocument(tx, id);
  const countOwnShares = createShareCounter();
  const { transition } = request;
  const row = isApproval(transition) ? { ...stored, ownShares: await countOwnShares(tx, id, doc) } : stored;
  assertAllowed(canTransition(requireActor(context), stateOf(row), transition, policy));
  validateRequest(request, row, at);
  const content = await hashedContentOf(doc);
  await assertPublishable(tx, request, row, content);

  const by = requireActor(context).id;
  const revisionId = await applyTransition(tx, row, content, request, { by, at });
  const after = await findArticle(tx, id, instant(at));
  if (!after) throw new Error(`Article ${id} was not found after ${transition}`);
  await record(context, tx, { request, row, after, revisionId, at });
  // What somebody else has submitted is no longer one's own.
  const ownShares = transition === 'submit' ? await countOwnShares(tx, id, doc) : row.ownShares;
  await tx.update(articles).set({ ownShares }).where(eq(articles.id, id));
  return { row: { ...after, ownShares }, policy };
}

/** Whether this request, by this person, was performed before: a retry after a lost response, or a double click. */
async function isAlreadyPerformed(
  db: Database | Transaction,
  context: RequestContext,
  articleId: string,
  { requestId, transition }: TransitionRequest,
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

/** Validates the parts of a request that depend on the article or on the time; the contract validates the others. */
function validateRequest(request: TransitionRequest, row: ArticleRow, now: Date): void {
  const fields: Record<string, FieldErrorCode> = {};
  // A correction note, where readers have had no version to correct.
  if ('contentHash' in request && request.note && !wasEverVisible(row)) fields.note = 'not-allowed';
  if ('publishAt' in request && new Date(request.publishAt) <= now) fields.publishAt = 'not-future';
  if (Object.keys(fields).length > 0) throw fail('invalid', { fields });
}

/** @throws `content-changed` where other content was shown, `incomplete` where a check fails. */
async function assertPublishable(
  tx: Transaction,
  request: TransitionRequest,
  row: ArticleRow,
  { contentHash: currentHash, ...current }: HashedContent,
): Promise<void> {
  if ('contentHash' in request && request.contentHash !== currentHash) {
    const { contentHash: shownHash } = request;
    throw fail('content-changed', { data: { shownHash, currentHash, current } });
  }
  const needs: readonly Need[] = workflow[request.transition].needs;
  if (!needs.includes('complete')) return;
  const checks = failedChecks(current, row, await unknownMedia(tx, current));
  if (checks.length > 0) throw fail('incomplete', { data: { checks } });
}

type Performed = {
  request: TransitionRequest;
  row: ArticleRow;
  after: ArticleRow;
  revisionId: string | null;
  at: Date;
};

/** Writes the transition into the article's history and into the audit log. */
async function record(
  context: RequestContext,
  tx: Transaction,
  { request, row, after, revisionId, at }: Performed,
): Promise<void> {
  const { transition, note, requestId } = request;
  const publishAt = 'publishAt' in request ? request.publishAt : null;
  const [from, to] = [historyState(row, transition), historyState(after, transition)];
  await tx.insert(transitions).values({
    articleId: row.id,
    transition,
    actorId: requireActor(context).id,
    at,
    from,
    to,
    note: note || null,
    publishAt: publishAt === null ? null : new Date(publishAt),
    revisionId,
    requestId: requestId ?? null,
  });
  await recordAudit(tx, context, {
    action: `article.${transition}`,
    subject: { type: 'article', id: row.id, name: row.title },
    detail: {
      from,
      to,
      ...(note && { note }),
      ...(publishAt !== null && { publishAt }),
      ...(revisionId && { revisionId }),
    },
  });
}

/** The state of an article as its history names it. */
function historyState(row: ArticleRow, transition: TransitionName): string {
  if (row.trashedAt) return 'trash';
  // A withdrawal changes the publication, whatever the stage of the working copy.
  return transition === 'withdraw' ? row.publication : displayState(stateOf(row));
}
