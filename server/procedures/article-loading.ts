import type { Article } from '../../domain/contract/article-schema.ts';
import { abilitiesOf, canOnArticle } from '../../domain/permissions.ts';
import type { Actor } from '../../domain/roles.ts';
import { type Decision, displayState, type Policy } from '../../domain/workflow.ts';
import type { RequestContext } from '../context.ts';
import type { Database, Transaction } from '../db/database.ts';
import { type ArticleRow, findArticle, stateOf } from '../db/queries/articles.ts';
import { readPolicy } from '../db/queries/settings.ts';
import { fail } from '../http/problem.ts';
import { requireActor } from './base.ts';

/**
 * Loads an article for whoever asks.
 *
 * @param action what they want of it. Who may not even read it learns nothing: `not-found` (404). Who may read but
 * not do it gets the decision's reason (403 or 409).
 */
export async function loadArticle(
  context: RequestContext,
  id: string,
  action: 'read' | 'history' | 'edit',
  db: Database | Transaction = context.db,
): Promise<ArticleRow> {
  const actor = requireActor(context);
  const row = await findArticle(db, id, context.clock());
  if (!row || !canOnArticle(actor, stateOf(row), 'read').allowed) throw fail('not-found');
  const decision = canOnArticle(actor, stateOf(row), action);
  if (action === 'history' && !decision.allowed) throw fail('not-found');
  demand(decision);
  return row;
}

/** Goes on only when it is allowed. */
export function demand(decision: Decision): void {
  if (!decision.allowed) throw fail(decision.reason);
}

/** The article as this person gets it, with `etag` as a header too. */
export async function answerArticle(
  context: RequestContext,
  row: ArticleRow,
  db: Database | Transaction = context.db,
): Promise<Article> {
  const article = presentArticle(row, requireActor(context), await readPolicy(db));
  context.responseHeaders.set('etag', `"${article.etag}"`);
  return article;
}

/** Brings a row into the contract's shape. */
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
