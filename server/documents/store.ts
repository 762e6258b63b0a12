import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import * as Y from 'yjs';
import { hashContent } from '../../domain/document/canonical.ts';
import { type ContentJson, type HashedContent, schemaVersion } from '../../domain/document/content.ts';
import type { ArticleState } from '../../domain/workflow.ts';
import type { Database, Transaction } from '../db/database.ts';
import { findArticle } from '../db/queries/articles.ts';
import { articleSnapshots, articles, articleUpdates } from '../db/schema.ts';
import { isLargeLoss, saveRevisionBeforeLoss } from './large-loss.ts';
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
 * Reads the content in canonical form, with its SHA-256.
 *
 * @throws `UnreadableDocument` when the document is missing, damaged or of a newer schema.
 */
export async function readContent(tx: Database | Transaction, articleId: string): Promise<HashedContent> {
  const { doc } = await loadDocument(tx, articleId);
  const content = contentOf(doc);
  return { ...content, contentHash: await hashContent(content) };
}

/**
 * Adds one Yjs update to what is stored. The caller holds the lock on the article and has asked for permission.
 *
 * @returns its id. Of one article's updates, a later one has the greater id.
 */
export async function appendUpdate(tx: Transaction, articleId: string, update: Uint8Array): Promise<number> {
  const [row] = await tx
    .insert(articleUpdates)
    .values({ articleId, update })
    .returning({ id: articleUpdates.id });
  if (!row) throw new Error('The insert of an update answered nothing');
  return row.id;
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

/**
 * How far somebody has read what is stored. The ids of updates alone do not tell: a compaction takes updates away that
 * nobody else may have read yet, and only the snapshot shows it.
 */
export type ReadPosition = {
  /** Names this state of the snapshot: when it was written, as the database says it. */
  snapshot: string;
  /** The last update beside it; 0 when there was none. */
  updateId: number;
};

/** A document out of the database. `updateCount` is that of the rows beside the snapshot. */
export type StoredDocument = { doc: Y.Doc; updateCount: number; seen: ReadPosition };

const noNumber = sql<number | null>`null::integer`.as('schema_version');
const noText = sql<string | null>`null::text`.as('written_at');

/** The updates after the given one, as part of a union. */
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

/** The snapshot as another part of it, with or without what it holds. */
const snapshotOf = (tx: Database | Transaction, articleId: string, isWhole: boolean) =>
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
 * Loads snapshot and updates. One statement, so that a compaction in between cannot show one without the other.
 *
 * @throws `UnreadableDocument` when the document is missing, damaged or of a newer schema.
 */
export async function loadDocument(tx: Database | Transaction, articleId: string): Promise<StoredDocument> {
  const rows = await unionAll(snapshotOf(tx, articleId, true), updatesAfter(tx, articleId, 0)).orderBy(
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
    throw new UnreadableDocument(`Article ${articleId} lacks updates that later ones build on`);
  }
  const seen = { snapshot: first.writtenAt, updateId: rows.at(-1)?.id ?? 0 };
  return { doc, updateCount: rows.length - 1, seen };
}

/**
 * What was stored since, by whomever. Cheap when there is nothing: one statement, two index look-ups.
 *
 * @returns one Yjs update, or null; how many updates lie beside the snapshot that were not seen; and how far this is.
 * @throws as `loadDocument`.
 */
export async function readUpdatesSince(
  tx: Database | Transaction,
  articleId: string,
  seen: ReadPosition,
): Promise<{ update: Uint8Array | null; count: number; seen: ReadPosition }> {
  const rows = await unionAll(
    snapshotOf(tx, articleId, false),
    updatesAfter(tx, articleId, seen.updateId),
  ).orderBy(asc(sql`id`));
  const [snapshot, ...updates] = rows;
  if (snapshot?.id !== 0 || snapshot.writtenAt !== seen.snapshot) {
    const { doc, updateCount: count, seen: now } = await loadDocument(tx, articleId);
    return { update: Y.encodeStateAsUpdate(doc), count, seen: now };
  }
  const found = updates.flatMap(({ update }) => (update ? [update] : []));
  return {
    update: found.length > 0 ? Y.mergeUpdates(found) : null,
    count: found.length,
    seen: { ...seen, updateId: updates.at(-1)?.id ?? seen.updateId },
  };
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
 * and may look at the document as it is under the lock. `by` is whose words they are.
 *
 * @returns the Yjs update that did it, or null when the words were the same.
 * @throws `NotEditable`, `UnreadableDocument`.
 */
export async function mergeContent(
  tx: Transaction,
  articleId: string,
  make: (doc: Y.Doc) => ContentJson,
  { by, at }: { by: string; at: Date },
): Promise<Uint8Array | null> {
  const state = await lockArticle(tx, articleId);
  if (!state || state.isTrashed || state.stage === 'none') throw new NotEditable(articleId);
  const { doc } = await loadDocument(tx, articleId);
  const before = contentOf(doc);
  const updates: Uint8Array[] = [];
  doc.on('update', (update) => updates.push(update));
  writeContent(doc, make(doc), 'merge');
  if (updates.length === 0) return null;
  const update = Y.mergeUpdates(updates);
  const projection = projectionOf(contentOf(doc));
  if (isLargeLoss(projectionOf(before).words, projection.words)) {
    const row = await findArticle(tx, articleId, at);
    if (!row) throw new NotEditable(articleId);
    await saveRevisionBeforeLoss(tx, row, before, projection.words, { by, at });
  }
  await appendUpdate(tx, articleId, update);
  await saveProjection(tx, articleId, projection, at);
  return update;
}

/**
 * Folds the updates into the snapshot, in one transaction: the rows that go are exactly those that the new snapshot
 * holds. Works from what is stored, never from memory, so that several processes may do it.
 */
export async function compact(db: Database, articleId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await lockArticle(tx, articleId);
    const { doc, updateCount, seen } = await loadDocument(tx, articleId);
    if (updateCount === 0) return;
    await tx
      .update(articleSnapshots)
      .set({ state: Y.encodeStateAsUpdate(doc), schemaVersion, createdAt: sql`now()` })
      .where(eq(articleSnapshots.articleId, articleId));
    await tx
      .delete(articleUpdates)
      .where(and(eq(articleUpdates.articleId, articleId), lte(articleUpdates.id, seen.updateId)));
  });
}
