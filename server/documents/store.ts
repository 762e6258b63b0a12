import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import * as Y from 'yjs';
import { hashContent } from '../../domain/document/canonical.ts';
import { type ContentJson, type HashedContent, schemaVersion } from '../../domain/document/content.ts';
import { fold } from '../../domain/vietnamese.ts';
import type { ArticleState, OwnShares } from '../../domain/workflow.ts';
import type { Database, Transaction } from '../db/database.ts';
import { databaseTime } from '../db/database-time.ts';
import { findArticle } from '../db/queries/articles.ts';
import { saveWorkingText } from '../db/queries/search-texts.ts';
import { articleSnapshots, articles, articleUpdates } from '../db/schema.ts';
import { createShareCounter } from './authorship/own-shares.ts';
import { recordWriters, type WrittenUpdate } from './authorship/writers.ts';
import { isLargeLoss, saveRevisionBeforeLoss } from './large-loss.ts';
import { type Projection, projectionOf } from './projection.ts';
import { contentOf, UnreadableDocument, writeContent } from './yjs-content.ts';

export { UnreadableDocument };

/**
 * The stored documents: a snapshot, and the updates since. Everything but `compactUpdates` runs in the caller's
 * transaction.
 */

/** The article's stage does not permit edits (neither draft nor review), it is in the bin, or it is gone. */
export class NotEditable extends Error {
  override name = 'NotEditable';
}

/**
 * Writes the first snapshot of an article with its projection. Every article has one from the start, so a missing
 * snapshot means a damaged document and not an empty one.
 */
export async function createDocument(
  tx: Transaction,
  articleId: string,
  content: ContentJson,
): Promise<void> {
  const doc = new Y.Doc();
  writeContent(doc, content, 'create');
  await tx.insert(articleSnapshots).values({ articleId, state: Y.encodeStateAsUpdate(doc), schemaVersion });
  await saveProjection(tx, articleId, projectionOf(contentOf(doc)));
}

/**
 * Reads the content in canonical form, with its SHA-256.
 *
 * @throws `UnreadableDocument` when the document is missing, damaged or of a newer schema.
 */
export async function readContent(tx: Database | Transaction, articleId: string): Promise<HashedContent> {
  return hashedContentOf((await loadDocument(tx, articleId)).doc);
}

/** @throws `UnreadableDocument`. */
export async function hashedContentOf(doc: Y.Doc): Promise<HashedContent> {
  const content = contentOf(doc);
  return { ...content, contentHash: await hashContent(content) };
}

/**
 * Appends Yjs updates as one, and records their writers. The caller holds the article's lock and has authorized the edit.
 *
 * @returns the update's id. Ids rise in the order of commits within one article.
 */
export async function appendUpdates(
  tx: Transaction,
  articleId: string,
  updates: readonly WrittenUpdate[],
): Promise<number> {
  await recordWriters(tx, articleId, updates);
  const [row] = await tx
    .insert(articleUpdates)
    .values({ articleId, update: Y.mergeUpdates(updates.map(({ update }) => update)) })
    .returning({ id: articleUpdates.id });
  if (!row) throw new Error('The insert of an update returned no row');
  return row.id;
}

/** Enough to sort by. */
const sortTitleChars = 60;

/** Columns that are written together with the projection. One that is missing or undefined stays. */
type MoreColumns = { updatedAt?: Date | undefined; ownShares?: OwnShares | undefined };

/** Writes what is derived from an article's content: columns of `articles`, and its texts for search. */
export async function saveProjection(
  tx: Transaction,
  articleId: string,
  { title, lead, wordCount, search }: Projection,
  more: MoreColumns = {},
): Promise<void> {
  const sortTitle = fold(title).slice(0, sortTitleChars);
  await tx
    .update(articles)
    .set({ title, lead, sortTitle, words: wordCount, ...more })
    .where(eq(articles.id, articleId));
  await saveWorkingText(tx, articleId, search);
}

/**
 * How far a process has read a stored document. The id of the last update is not enough: a compaction deletes updates
 * that other processes may not have read, and only the snapshot shows it.
 */
export type ReadPosition = {
  /** Identifies the snapshot: the database's time of writing it, as text. */
  snapshot: string;
  /** The id of the last update read; 0 when there was none. */
  updateId: number;
};

/** `updateCount` is the number of updates beside the snapshot. */
export type StoredDocument = { doc: Y.Doc; updateCount: number; position: ReadPosition };

const noNumber = sql<number | null>`null::integer`.as('schema_version');
const noText = sql<string | null>`null::text`.as('written_at');

/** Updates after the given one. The columns are those of `snapshotRow`, for a union. */
const updatesAfter = (tx: Database | Transaction, articleId: string, updateId: number) =>
  tx
    .select({
      id: sql<number>`${articleUpdates.id}`.mapWith(Number).as('id'),
      update: sql<Uint8Array | null>`${articleUpdates.update}`.mapWith(articleUpdates.update).as('update'),
      schemaVersion: noNumber,
      writtenAt: noText,
    })
    .from(articleUpdates)
    .where(and(eq(articleUpdates.articleId, articleId), gt(articleUpdates.id, updateId)));

/** The snapshot as a row with id 0, with or without its state. */
const snapshotRow = (tx: Database | Transaction, articleId: string, isWhole: boolean) =>
  tx
    .select({
      id: sql<number>`0::bigint`.mapWith(Number).as('id'),
      update: sql<Uint8Array | null>`${isWhole ? articleSnapshots.state : sql`null::bytea`}`
        .mapWith(articleSnapshots.state)
        .as('update'),
      schemaVersion: sql<number | null>`${articleSnapshots.schemaVersion}`.as('schema_version'),
      writtenAt: sql<string | null>`${articleSnapshots.createdAt}::text`.as('written_at'),
    })
    .from(articleSnapshots)
    .where(eq(articleSnapshots.articleId, articleId));

/**
 * Loads snapshot and updates. One statement, so that a concurrent compaction cannot show one without the other.
 *
 * @throws `UnreadableDocument` when the document is missing, damaged or of a newer schema.
 */
export async function loadDocument(tx: Database | Transaction, articleId: string): Promise<StoredDocument> {
  const rows = await unionAll(snapshotRow(tx, articleId, true), updatesAfter(tx, articleId, 0)).orderBy(
    asc(sql`id`),
  );
  const first = rows[0];
  if (first?.id !== 0 || first.writtenAt === null) {
    throw new UnreadableDocument(`Article ${articleId} has no snapshot`);
  }
  if (first.schemaVersion !== null && first.schemaVersion > schemaVersion) {
    throw new UnreadableDocument(`Article ${articleId} was stored by schema version ${first.schemaVersion}`);
  }
  const doc = new Y.Doc();
  try {
    doc.transact(() => {
      for (const { update } of rows) if (update) Y.applyUpdate(doc, update);
    });
  } catch (error) {
    throw new UnreadableDocument(`Article ${articleId} is damaged: ${String(error)}`);
  }
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new UnreadableDocument(`Article ${articleId} lacks updates that later ones depend on`);
  }
  const position = { snapshot: first.writtenAt, updateId: rows.at(-1)?.id ?? 0 };
  return { doc, updateCount: rows.length - 1, position };
}

/**
 * Reads the updates that were stored since `position`. Cheap when there are none: one statement, two index look-ups.
 *
 * @returns one merged Yjs update, or null; the number of unread updates; and the new position.
 * @throws as `loadDocument`.
 */
export async function readUpdatesSince(
  tx: Database | Transaction,
  articleId: string,
  position: ReadPosition,
): Promise<{ update: Uint8Array | null; count: number; position: ReadPosition }> {
  const rows = await unionAll(
    snapshotRow(tx, articleId, false),
    updatesAfter(tx, articleId, position.updateId),
  ).orderBy(asc(sql`id`));
  const [snapshot, ...updates] = rows;
  if (snapshot?.id !== 0 || snapshot.writtenAt !== position.snapshot) {
    const { doc, updateCount: count, position: current } = await loadDocument(tx, articleId);
    return { update: Y.encodeStateAsUpdate(doc), count, position: current };
  }
  const found = updates.flatMap(({ update }) => (update ? [update] : []));
  return {
    update: found.length > 0 ? Y.mergeUpdates(found) : null,
    count: found.length,
    position: { ...position, updateId: updates.at(-1)?.id ?? position.updateId },
  };
}

/**
 * Locks the article: edits, transitions and compactions of one article run one after the other.
 *
 * @returns its stage; null when there is no such article.
 */
export async function lockArticle(
  tx: Transaction,
  articleId: string,
): Promise<Pick<ArticleState, 'stage' | 'isTrashed'> | null> {
  const [row] = await tx
    .select({ stage: articles.stage, trashedAt: articles.trashedAt })
    .from(articles)
    .where(eq(articles.id, articleId))
    .for('no key update');
  return row ? { stage: row.stage, isTrashed: row.trashedAt !== null } : null;
}

/** The account that acts, and the one whose text it is: text of a restored revision may be by somebody else. */
export type Merger = { by: string; writerId: string };

/**
 * Merges content into a stored document, as a difference, with its projection. `contentFor` is called under the lock
 * with the present document.
 *
 * @returns the Yjs update, or null when nothing changed.
 * @throws `NotEditable`, `UnreadableDocument`.
 */
export async function mergeContent(
  tx: Transaction,
  articleId: string,
  contentFor: (doc: Y.Doc) => ContentJson,
  { by, writerId, at }: Merger & { at: Date },
): Promise<Uint8Array | null> {
  const state = await lockArticle(tx, articleId);
  if (!state || state.isTrashed || state.stage === 'none') throw new NotEditable(articleId);
  const { doc } = await loadDocument(tx, articleId);
  const before = contentOf(doc);
  const updates: Uint8Array[] = [];
  doc.on('update', (update) => updates.push(update));
  writeContent(doc, contentFor(doc), 'merge');
  if (updates.length === 0) return null;
  const update = Y.mergeUpdates(updates);
  const projection = projectionOf(contentOf(doc));
  if (isLargeLoss(projectionOf(before).wordCount, projection.wordCount)) {
    const row = await findArticle(tx, articleId, databaseTime);
    if (!row) throw new NotEditable(articleId);
    await saveRevisionBeforeLoss(tx, row, before, projection.wordCount, { by, at });
  }
  await appendUpdates(tx, articleId, [{ update, writerId }]);
  const ownShares = state.stage === 'review' ? await createShareCounter()(tx, articleId, doc) : undefined;
  await saveProjection(tx, articleId, projection, { updatedAt: at, ownShares });
  return update;
}

/**
 * Folds the updates into the snapshot in one transaction: exactly the updates that the new snapshot contains are
 * deleted. Reads from the database and never from memory, so that several processes may do it.
 */
export async function compactUpdates(db: Database, articleId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await lockArticle(tx, articleId);
    const { doc, updateCount, position } = await loadDocument(tx, articleId);
    if (updateCount === 0) return;
    await tx
      .update(articleSnapshots)
      .set({ state: Y.encodeStateAsUpdate(doc), schemaVersion, createdAt: sql`now()` })
      .where(eq(articleSnapshots.articleId, articleId));
    await tx
      .delete(articleUpdates)
      .where(and(eq(articleUpdates.articleId, articleId), lte(articleUpdates.id, position.updateId)));
  });
}
