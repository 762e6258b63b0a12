import type { Article } from '../../domain/contract/article-schema.ts';
import {
  type ArticlePermission,
  abilitiesOf,
  articleActions,
  canOnArticle,
} from '../../domain/permissions.ts';
import type { Actor } from '../../domain/roles.ts';
import { type Decision, displayState, type Policy } from '../../domain/workflow.ts';
import type { RequestContext } from '../context.ts';
import type { Database, Transaction } from '../db/database.ts';
import type { DatabaseTime } from '../db/database-time.ts';
import { type ArticleRow, findArticle, stateOf } from '../db/queries/articles.ts';
import { fail } from '../http/problem.ts';
import { requireActor } from './base.ts';

/** The arguments of a handler whose procedure declares a permission on an article. */
export type ArticleCall = {
  context: RequestContext;
  procedure: { '~orpc': { meta: { permission: ArticlePermission } } };
};

/**
 * Loads an article and authorizes the action of the procedure's permission.
 *
 * @throws `not-found` (404) where the actor may not read it, or its history; else the decision's reason (403 or 409).
 */
export async function loadArticle(
  { context, procedure }: ArticleCall,
  id: string,
  db: Database | Transaction = context.db,
  now: DatabaseTime = context.now(),
): Promise<ArticleRow> {
  const actor = requireActor(context);
  const action = articleActions[procedure['~orpc'].meta.permission];
  const row = await findArticle(db, id, now);
  if (!row) throw fail('not-found');
  if (!canOnArticle(actor, stateOf(row), 'read').allowed) throw hidden(context);
  const decision = canOnArticle(actor, stateOf(row), action);
  if (action === 'history' && !decision.allowed) throw hidden(context);
  assertAllowed(decision);
  return row;
}

/** A refusal that looks as if there were no such article. */
function hidden(context: RequestContext) {
  context.reportHidden('not-permitted');
  return fail('not-found');
}

/** @throws the decision's reason (403 or 409). */
export function assertAllowed(decision: Decision): void {
  if (decision.allowed) return;
  if (decision.reason === 'four-eyes') throw fail('four-eyes', { data: { share: decision.share } });
  throw fail(decision.reason);
}

/** Presents the article to the actor and sets its `etag` as a header. */
export function respondWithArticle(context: RequestContext, row: ArticleRow, policy: Policy): Article {
  const article = presentArticle(row, requireActor(context), policy);
  context.responseHeaders.set('etag', `"${article.etag}"`);
  return article;
}

/** @param policy decides about the abilities. */
export function presentArticle(row: ArticleRow, actor: Actor, policy: Policy): Article {
  const state = stateOf(row);
  const { id, stage, title, lead, words, authors, slug } = row;
  const { categoryId, bylines, tags, source, coverMediaId, relatedIds } = row;
  const shown = displayState(state);
  return {
    id,
    state: shown,
    stage,
    isTrashed: state.isTrashed,
    publication: presentPublication(row),
    title,
    lead,
    words,
    authors,
    categoryId,
    bylines,
    tags,
    source,
    coverMediaId,
    relatedIds,
    slug,
    returnNote: shown === 'returned' ? row.returnNote : null,
    submittedAt: stage === 'review' ? (row.submittedAt?.toISOString() ?? null) : null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    etag: String(row.version),
    portalPath: row.publishedAt && slug ? portalPath(slug, row.shortId) : null,
    abilities: abilitiesOf(actor, state, policy),
  };
}

/** Where readers find an article. */
export function portalPath(slug: string, shortId: number): string {
  return `/portal/${slug}-${shortId}`;
}

function presentPublication(row: ArticleRow): Article['publication'] {
  const { publication: state, publishedAt } = row;
  if (state === 'none') return null;
  const [revisionId, visibleFrom] = {
    scheduled: [row.nextRevisionId, row.nextFrom] as const,
    published: [row.currentRevisionId, row.currentFrom] as const,
    withdrawn: [row.lastRevisionId, row.lastFrom] as const,
  }[state];
  if (!revisionId || !visibleFrom) throw new Error(`Article ${row.id} is ${state} without a revision`);
  return {
    state,
    revisionId,
    publishedAt: (publishedAt ?? visibleFrom).toISOString(),
    visibleFrom: visibleFrom.toISOString(),
    withdrawnReason: state === 'withdrawn' ? row.withdrawnReason : null,
  };
}
