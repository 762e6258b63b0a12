import { asc, eq, lte, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import * as Y from 'yjs';
import { contentHash } from '../../domain/document/canonical.ts';
import { type ContentJson, schemaVersion } from '../../domain/document/content.ts';
import type { ArticleState } from '../../domain/workflow.ts';
import type { Database, Transaction } from '../db/database.ts';
import { articleSnapshots, articles, articleUpdates } from '../db/schema.ts';
import { type Projection, projectionOf } from './projection.ts';
import { contentOf, UnreadableDocument, writeContent } from './yjs-content.ts';

export { UnreadableDocument };

/**
 * The documents as the database holds them: a snapshot, and the updates since. All of it runs inside the caller's
 * transaction and knows nothing of who has a document open.
 */

/** The article is not where words may be changed: neither draft nor review, in the bin, or gone. */
export class NotEditable extends Error {
  override name = 'NotEditable';
}

/**
 * Writes the first state of an article's document and the projection of it. Every article has one from the start,
 * so that a document without a snapshot is known to be damaged and not taken for an empty one.
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
 * Reads the words in canonical form, with their SHA-256.
 *
 * @throws `UnreadableDocument` when the document is missing, damaged or of a newer schema.
 */
export async function readContent(
  tx: Database | Transaction,
  articleId: string,
): Promise<ContentJson & { contentHash: string }> {
  const { doc } = await loadDocument(tx, articleId);
  const content = contentOf(doc);
  return { ...content, contentHash: await contentHash(content) };
}

/** Adds one Yjs update to what is stored. The caller holds the lock on the article and has asked for permission. */
export async function appendUpdate(tx: Transaction, articleId: string, update: Uint8Array): Promise<void> {
  await tx.insert(articleUpdates).values({ articleId, update });
}

/** Writes the columns of `articles` that are made from its words. `updatedAt` is left alone when not given. */
export async function saveProjection(
  tx: Transaction,
  articleId: string,
  projection: Projection,
  updatedAt?: Date,
): Promise<void> {
  await tx
    .update(articles)
    .set({ ...projection, ...(updatedAt && { updatedAt }) })
    .where(eq(articles.id, articleId));
}

/** A document out of the database. `updateCount` and `lastUpdateId` are those of the rows beside the snapshot. */
export type StoredDocument = { doc: Y.Doc; updateCount: number; lastUpdateId: number };

/**
 * Loads snapshot and updates. One statement, so that a compaction in between cannot show one without the other.
 *
 * @throws `UnreadableDocument` when the document is missing, damaged or of a newer schema.
 */
export async function loadDocument(tx: Database | Transaction, articleId: string): Promise<StoredDocument> {
  const snapshot = tx
    .select({
      id: sql<number>`0::bigint`.mapWith(Number).as('id'),
      update: articleSnapshots.state,
      schemaVersion: sql<number | null>`${articleSnapshots.schemaVersion}`.as('schema_version'),
    })
    .from(articleSnapshots)
    .where(eq(articleSnapshots.articleId, articleId));
  const updates = tx
    .select({
      id: sql<number>`${articleUpdates.id}`.mapWith(Number).as('id'),
      update: articleUpdates.update,
      schemaVersion: sql<number | null>`null::integer`.as('schema_version'),
    })
    .from(articleUpdates)
    .where(eq(articleUpdates.articleId, articleId));
  const rows = await unionAll(snapshot, updates).orderBy(asc(sql`id`));

  const first = rows[0];
  if (first?.id !== 0) throw new UnreadableDocument(`Article ${articleId} has no snapshot`);
  if (first.schemaVersion !== null && first.schemaVersion > schemaVersion) {
    throw new UnreadableDocument(`Article ${articleId} was stored by schema version ${first.schemaVersion}`);
  }
  const doc = new Y.Doc();
  try {
    doc.transact(() => {
      for (const row of rows) Y.applyUpdate(doc, row.update);
    });
  } catch (error) {
    throw new UnreadableDocument(`Article ${articleId} is damaged: ${String(error)}`);
  }
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new UnreadableDocument(`Article ${articleId} lacks updates that later ones build on`);
  }
  return { doc, updateCount: rows.length - 1, lastUpdateId: rows.at(-1)?.id ?? 0 };
}

/** Takes the lock that orders edits, transitions and compactions of one article, and tells where it stands. */
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

/**
 * Merges words into a document that nobody has open here: as a difference, with its projection. `make` says which,
 * and may look at the document as it is under the lock.
 *
 * @returns the Yjs update that did it, or null when the words were the same.
 * @throws `NotEditable`, `UnreadableDocument`.
 */
export async function mergeContent(
  tx: Transaction,
  articleId: string,
  make: (doc: Y.Doc) => ContentJson,
  updatedAt: Date,
): Promise<Uint8Array | null> {
  const state = await lockArticle(tx, articleId);
  if (!state || state.isTrashed || state.stage === 'none') throw new NotEditable(articleId);
  const { doc } = await loadDocument(tx, articleId);
  const updates: Uint8Array[] = [];
  doc.on('update', (update) => updates.push(update));
  writeContent(doc, make(doc), 'merge');
  if (updates.length === 0) return null;
  const update = Y.mergeUpdates(updates);
  await appendUpdate(tx, articleId, update);
  await saveProjection(tx, articleId, projectionOf(contentOf(doc)), updatedAt);
  return update;
}

/**
 * Folds the updates into the snapshot, in one transaction: the rows that go are exactly those that the new snapshot
 * holds. Works from what is stored, never from memory, so that several processes may do it.
 */
export async function compact(db: Database, articleId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await lockArticle(tx, articleId);
    const { doc, updateCount, lastUpdateId } = await loadDocument(tx, articleId);
    if (updateCount === 0) return;
    await tx
      .update(articleSnapshots)
      .set({ state: Y.encodeStateAsUpdate(doc), schemaVersion, createdAt: sql`now()` })
      .where(eq(articleSnapshots.articleId, articleId));
    await tx
      .delete(articleUpdates)
      .where(sql`${eq(articleUpdates.articleId, articleId)} and ${lte(articleUpdates.id, lastUpdateId)}`);
  });
}
