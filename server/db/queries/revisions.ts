import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { compareContent } from '../../../domain/compare/compare.ts';
import type { FullRevision, Revision, RevisionReason } from '../../../domain/contract/revisions.ts';
import { canonicalJson } from '../../../domain/document/canonical.ts';
import { type ContentJson, emptyContent, type HashedContent } from '../../../domain/document/content.ts';
import { contentText } from '../../../domain/document/to-text.ts';
import { haveSameProposals } from '../../../domain/document/unconfirmed.ts';
import { countWords } from '../../../domain/vietnamese.ts';
import type { Database, Transaction } from '../database.ts';
import {
  articles,
  articleWriters,
  categories,
  media,
  type RevisionFields,
  revisionMedia,
  revisions,
  users,
} from '../schema.ts';
import type { ArticleRow } from './articles.ts';
import { figureMediaIds } from './figure-media.ts';

type RevisionInput = {
  reason: RevisionReason;
  /** Given by a user who saves a revision explicitly. */
  name?: string;
  by: string;
  at: Date;
};

/**
 * Saves content and fields as a revision. Reuses the newest revision when it has the same content, fields and name, so
 * that submit, return and submit create one.
 *
 * @returns the revision's id.
 */
export async function saveRevision(
  tx: Transaction,
  row: ArticleRow,
  { contentHash, ...content }: HashedContent,
  { reason, name, by, at }: RevisionInput,
): Promise<string> {
  const { categoryId, bylines, tags, source, coverMediaId, relatedIds } = row;
  const fields: RevisionFields = { categoryId, bylines, tags, source, coverMediaId, relatedIds };
  const [newest] = await tx
    .select()
    .from(revisions)
    .where(eq(revisions.articleId, row.id))
    .orderBy(desc(revisions.number))
    .limit(1);
  const isUnchanged =
    newest?.contentHash === contentHash &&
    canonicalJson(newest.fields) === canonicalJson(fields) &&
    haveSameProposals(newest.content, content);
  if (isUnchanged && (name === undefined || newest.name === name)) return newest.id;
  const { wordsAdded, wordsRemoved } = compareContent(newest?.content ?? emptyContent, content);
  const [revision] = await tx
    .insert(revisions)
    .values({
      articleId: row.id,
      number: (newest?.number ?? 0) + 1,
      reason,
      name: name ?? null,
      content,
      contentHash,
      fields,
      title: content.title.trim(),
      words: countWords(contentText(content)),
      wordsAdded,
      wordsRemoved,
      writerIds: await writerIdsOf(tx, row.id),
      createdBy: by,
      createdAt: at,
    })
    .returning({ id: revisions.id });
  if (!revision) throw new Error('The insert of a revision returned no row');
  return revision.id;
}

/** The accounts that have written in the document; null when somebody unknown has. */
async function writerIdsOf(tx: Transaction, articleId: string): Promise<string[] | null> {
  const rows = await tx
    .selectDistinct({ id: articleWriters.userId })
    .from(articleWriters)
    .where(eq(articleWriters.articleId, articleId));
  const ids = rows.flatMap(({ id }) => (id === null ? [] : [id]));
  return ids.length === rows.length ? ids : null;
}

/** Makes the revision's pictures public: those in the content, and the cover. */
export async function saveRevisionMedia(
  tx: Transaction,
  revisionId: string,
  row: ArticleRow,
  content: ContentJson,
) {
  const ids = [...figureMediaIds(content), ...(row.coverMediaId ? [row.coverMediaId] : [])];
  if (ids.length === 0) return;
  const known = await tx.select({ mediaId: media.id }).from(media).where(inArray(media.id, ids));
  await tx
    .insert(revisionMedia)
    .values(known.map(({ mediaId }) => ({ revisionId, mediaId })))
    .onConflictDoNothing();
}

/** An arbitrary advisory lock key. */
const slugLockKey = 7_040_141;

/** The wanted slug, or the first of `-2`, `-3` … that no other article has. */
export async function findFreeSlug(tx: Transaction, wanted: string, ownId: string): Promise<string> {
  // Two approvals of the same title would both find it free. Held until the approval is committed.
  await tx.execute(sql`select pg_advisory_xact_lock(${slugLockKey}::bigint)`);
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`;
    const [taken] = await tx.select({ id: articles.id }).from(articles).where(eq(articles.slug, slug));
    if (!taken || taken.id === ownId) return slug;
  }
}

const columns = {
  id: revisions.id,
  number: revisions.number,
  reason: revisions.reason,
  name: revisions.name,
  createdAt: revisions.createdAt,
  creatorId: revisions.createdBy,
  creatorName: users.name,
  contentHash: revisions.contentHash,
  title: revisions.title,
  words: revisions.words,
  wordsAdded: revisions.wordsAdded,
  wordsRemoved: revisions.wordsRemoved,
};

/** Revisions without content, newest first; with `before` only those with smaller numbers. */
export async function listRevisions(
  db: Database | Transaction,
  articleId: string,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<Revision[]> {
  const rows = await db
    .select(columns)
    .from(revisions)
    .innerJoin(users, eq(users.id, revisions.createdBy))
    .where(
      and(
        eq(revisions.articleId, articleId),
        before === undefined ? undefined : lt(revisions.number, before),
      ),
    )
    .orderBy(desc(revisions.number))
    .limit(limit);
  return rows.map(present);
}

/** One revision of this article with content and fields, or null. A merged category is resolved. */
export async function findRevision(
  db: Database | Transaction,
  articleId: string,
  revisionId: string,
): Promise<FullRevision | null> {
  const [row] = await db
    .select({ ...columns, content: revisions.content, fields: revisions.fields })
    .from(revisions)
    .innerJoin(users, eq(users.id, revisions.createdBy))
    .where(and(eq(revisions.articleId, articleId), eq(revisions.id, revisionId)));
  if (!row) return null;
  const { content, fields, ...rest } = row;
  // Revisions older than related articles have no `relatedIds`.
  const { relatedIds = [], categoryId } = fields as Partial<Pick<RevisionFields, 'relatedIds'>> &
    RevisionFields;
  const resolvedCategoryId = categoryId && (await resolveMergedCategory(db, categoryId));
  return { ...present(rest), content, fields: { ...fields, relatedIds, categoryId: resolvedCategoryId } };
}

/** The category itself, or the one that it was merged into. Null when it was deleted. */
async function resolveMergedCategory(db: Database | Transaction, id: string): Promise<string | null> {
  for (let next = id; ; ) {
    const [row] = await db
      .select({ mergedIntoId: categories.mergedIntoId })
      .from(categories)
      .where(eq(categories.id, next));
    if (!row) return null;
    if (row.mergedIntoId === null) return next;
    next = row.mergedIntoId;
  }
}

function present<Row extends { createdAt: Date; creatorId: string; creatorName: string }>(row: Row) {
  const { createdAt, creatorId, creatorName, ...revision } = row;
  return {
    ...revision,
    createdAt: createdAt.toISOString(),
    createdBy: { id: creatorId, name: creatorName },
  };
}
