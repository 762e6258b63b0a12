import { and, eq, gt } from 'drizzle-orm';
import type { RevisionReason } from '../../domain/contract/revisions.ts';
import type { TransitionRequest } from '../../domain/contract/transition-request.ts';
import type { HashedContent } from '../../domain/document/content.ts';
import { limits } from '../../domain/limits.ts';
import { slugify } from '../../domain/vietnamese.ts';
import type { Transaction } from '../db/database.ts';
import type { ArticleRow } from '../db/queries/articles.ts';
import { findFreeSlug, saveRevision, saveRevisionMedia } from '../db/queries/revisions.ts';
import { savePublicText } from '../db/queries/search-texts.ts';
import { articles, publications } from '../db/schema.ts';
import { searchTextsOf } from '../documents/projection.ts';

type Changes = Partial<typeof articles.$inferInsert>;

/** `revisionId`: the revision that the transition is about. */
type Effect = { changes: Changes; revisionId: string | null };

type Performer = { by: string; at: Date };

/**
 * Writes the article's row, revisions and publications. The caller has locked the row and checked the request.
 *
 * @returns the id of the revision that the transition is about, or null.
 */
export async function applyTransition(
  tx: Transaction,
  row: ArticleRow,
  content: HashedContent,
  request: TransitionRequest,
  performer: Performer,
): Promise<string | null> {
  const { changes, revisionId } = await effectOf(tx, row, content, request, performer);
  await tx
    .update(articles)
    .set({ ...changes, version: row.version + 1, updatedAt: performer.at })
    .where(eq(articles.id, row.id));
  return revisionId;
}

async function effectOf(
  tx: Transaction,
  row: ArticleRow,
  content: HashedContent,
  request: TransitionRequest,
  { by, at }: Performer,
): Promise<Effect> {
  const saved = (reason: RevisionReason) => saveRevision(tx, row, content, { reason, by, at });
  const { note } = request;
  switch (request.transition) {
    case 'submit':
      return {
        changes: { stage: 'review', submittedAt: at, isReturned: false, returnNote: null },
        revisionId: await saved('submit'),
      };
    case 'recall':
      return { changes: { stage: 'draft', submittedAt: null }, revisionId: null };
    case 'return':
      return {
        changes: { stage: 'draft', submittedAt: null, isReturned: true, returnNote: request.note },
        revisionId: await saved('return'),
      };
    case 'publish': {
      const revisionId = await saved('publish');
      const approved = await approve(tx, row, content, revisionId, { visibleFrom: at, now: at, note });
      return {
        changes: { ...approved, submittedAt: null, withdrawnAt: null, withdrawnReason: null },
        revisionId,
      };
    }
    case 'schedule': {
      const revisionId = await saved('schedule');
      const visibleFrom = new Date(request.publishAt);
      return {
        changes: await approve(tx, row, content, revisionId, { visibleFrom, now: at, note }),
        revisionId,
      };
    }
    case 'unschedule':
      await dropNext(tx, row.id, at);
      return {
        changes: { stage: 'review', ...(!wasEverVisible(row) && { publishedAt: null }) },
        revisionId: null,
      };
    case 'withdraw': {
      const revisionId = await saved('withdraw');
      // The row of a scheduled publication is not deleted: it records what was withdrawn.
      await tx.update(publications).set({ visibleFrom: at }).where(isNext(row.id, at));
      return { changes: { withdrawnAt: at, withdrawnReason: request.note }, revisionId };
    }
    case 'revise':
      return { changes: { stage: 'draft', isReturned: false }, revisionId: null };
    case 'trash':
      return { changes: { trashedAt: at }, revisionId: null };
    case 'restore':
      return { changes: { trashedAt: null }, revisionId: null };
  }
}

/** Publishes the revision from `visibleFrom` on. It replaces a scheduled publication. */
async function approve(
  tx: Transaction,
  row: ArticleRow,
  content: HashedContent,
  revisionId: string,
  { visibleFrom, now, note }: { visibleFrom: Date; now: Date; note: string | undefined },
): Promise<Changes> {
  const dropped = await dropNext(tx, row.id, now);
  await tx.insert(publications).values({
    articleId: row.id,
    revisionId,
    visibleFrom,
    categoryId: row.categoryId,
    // Moving the time without a note preserves the note.
    correctionNote: (note ?? (row.stage === 'none' ? dropped : null)) || null,
  });
  await saveRevisionMedia(tx, revisionId, row, content);
  await savePublicText(tx, { articleId: row.id, revisionId }, searchTextsOf(content));
  // Room for the number that makes equal slugs unique.
  const wanted = slugify(content.title, limits.slugMaxChars - 8) || 'bai-viet';
  return {
    stage: 'none',
    isReturned: false,
    returnNote: null,
    slug: row.slug ?? (await findFreeSlug(tx, wanted, row.id)),
    publishedAt: wasEverVisible(row) && row.publishedAt ? row.publishedAt : visibleFrom,
  };
}

/** Whether the article is or was visible to readers. */
export function wasEverVisible({ currentRevisionId, publishedAt, withdrawnAt }: ArticleRow): boolean {
  if (currentRevisionId) return true;
  return publishedAt !== null && withdrawnAt !== null && publishedAt < withdrawnAt;
}

const isNext = (articleId: string, now: Date) =>
  and(eq(publications.articleId, articleId), gt(publications.visibleFrom, now));

/** @returns the correction note of the dropped publication, if there was one. */
async function dropNext(tx: Transaction, articleId: string, now: Date): Promise<string | null> {
  const [dropped] = await tx
    .delete(publications)
    .where(isNext(articleId, now))
    .returning({ correctionNote: publications.correctionNote });
  return dropped?.correctionNote ?? null;
}
