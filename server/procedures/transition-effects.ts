import { and, eq, gt } from 'drizzle-orm';
import type { RevisionReason } from '../../domain/contract/revisions.ts';
import type { HashedContent } from '../../domain/document/content.ts';
import { limits } from '../../domain/limits.ts';
import { slugify } from '../../domain/vietnamese.ts';
import type { TransitionName } from '../../domain/workflow.ts';
import type { Transaction } from '../db/database.ts';
import type { ArticleRow } from '../db/queries/articles.ts';
import { findFreeSlug, saveRevision, saveRevisionMedia } from '../db/queries/revisions.ts';
import { articles, publications } from '../db/schema.ts';

type Taken = {
  transition: TransitionName;
  note?: string | undefined;
  publishAt?: string | undefined;
  by: string;
  at: Date;
};

/**
 * Writes what a transition changes: the article's row, its revisions, its publications. Everything has been decided
 * and checked, and the row is locked.
 *
 * @returns the revision that the transition is about, or null.
 */
export async function applyTransition(
  tx: Transaction,
  row: ArticleRow,
  content: HashedContent,
  taken: Taken,
): Promise<string | null> {
  const { transition, by, at } = taken;
  const reason = revisionReasonOf(transition);
  const revisionId = reason ? await saveRevision(tx, row, content, { reason, by, at }) : null;
  const changes = await changesOf(tx, row, content, taken, revisionId);
  await tx
    .update(articles)
    .set({ ...changes, version: row.version + 1, updatedAt: at })
    .where(eq(articles.id, row.id));
  return revisionId;
}

function revisionReasonOf(transition: TransitionName): RevisionReason | null {
  switch (transition) {
    case 'submit':
    case 'return':
    case 'publish':
    case 'schedule':
    case 'withdraw':
      return transition;
    default:
      return null;
  }
}

type Changes = Partial<typeof articles.$inferInsert>;

async function changesOf(
  tx: Transaction,
  row: ArticleRow,
  content: HashedContent,
  { transition, note, publishAt, at }: Taken,
  revisionId: string | null,
): Promise<Changes> {
  switch (transition) {
    case 'submit':
      return { stage: 'review', submittedAt: at, isReturned: false, returnNote: null };
    case 'recall':
      return { stage: 'draft', submittedAt: null };
    case 'return':
      return { stage: 'draft', submittedAt: null, isReturned: true, returnNote: note ?? null };
    case 'publish':
      return {
        ...(await approve(tx, row, content, revisionId, { visibleFrom: at, now: at, note })),
        submittedAt: null,
        withdrawnAt: null,
        withdrawnReason: null,
      };
    case 'schedule': {
      if (publishAt === undefined) throw new Error('A time was checked and is gone');
      return approve(tx, row, content, revisionId, { visibleFrom: new Date(publishAt), now: at, note });
    }
    case 'unschedule':
      await dropNext(tx, row.id, at);
      return { stage: 'review', ...(!wasEverVisible(row) && { publishedAt: null }) };
    case 'withdraw':
      // What waits for its time keeps its row, to tell what was withdrawn; at this moment it no longer counts.
      await tx.update(publications).set({ visibleFrom: at }).where(isNext(row.id, at));
      return { withdrawnAt: at, withdrawnReason: note ?? null };
    case 'revise':
      return { stage: 'draft', isReturned: false };
    case 'trash':
      return { trashedAt: at };
    case 'restore':
      return { trashedAt: null };
  }
}

/** Gives readers the revision from `visibleFrom` on, in place of one that waits for its time. */
async function approve(
  tx: Transaction,
  row: ArticleRow,
  content: HashedContent,
  revisionId: string | null,
  { visibleFrom, now, note }: { visibleFrom: Date; now: Date; note: string | undefined },
): Promise<Changes> {
  if (!revisionId) throw new Error(`Article ${row.id} would be approved without a revision`);
  const dropped = await dropNext(tx, row.id, now);
  await tx.insert(publications).values({
    articleId: row.id,
    revisionId,
    visibleFrom,
    categoryId: row.categoryId,
    // Who only moves the time says nothing of the note: it stays.
    correctionNote: (note ?? (row.stage === 'none' ? dropped : null)) || null,
  });
  await saveRevisionMedia(tx, revisionId, row, content);
  // Room for the number that tells two of the same title apart.
  const wanted = slugify(content.title, limits.slugMaxChars - 8) || 'bai-viet';
  return {
    stage: 'none',
    isReturned: false,
    returnNote: null,
    slug: row.slug ?? (await findFreeSlug(tx, wanted, row.id)),
    publishedAt: wasEverVisible(row) && row.publishedAt ? row.publishedAt : visibleFrom,
  };
}

/** Whether readers ever got it: now, or before it was withdrawn. */
export function wasEverVisible({ currentRevisionId, publishedAt, withdrawnAt }: ArticleRow): boolean {
  if (currentRevisionId) return true;
  return publishedAt !== null && withdrawnAt !== null && publishedAt < withdrawnAt;
}

const isNext = (articleId: string, now: Date) =>
  and(eq(publications.articleId, articleId), gt(publications.visibleFrom, now));

/** @returns the correction note of what waited for its time, if there was one. */
async function dropNext(tx: Transaction, articleId: string, now: Date): Promise<string | null> {
  const [dropped] = await tx
    .delete(publications)
    .where(isNext(articleId, now))
    .returning({ correctionNote: publications.correctionNote });
  return dropped?.correctionNote ?? null;
}
