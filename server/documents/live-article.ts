import * as Y from 'yjs';
import { restoreOrphanedText } from '../../domain/document/orphaned-text.ts';
import type { Database } from '../db/database.ts';
import { loggableError } from '../loggable-error.ts';
import type { Logger } from '../logger.ts';
import { createShareCounter } from './authorship/own-shares.ts';
import { coalesceCalls } from './coalesce-calls.ts';
import type { CommitPace } from './commit-pace.ts';
import { type Author, type Edit, type EditBatch, storeEdits } from './edit-batch.ts';
import { restoredTextOrigin, storedOrigin } from './origins.ts';
import type { Projection } from './projection.ts';
import {
  compactUpdates,
  NotEditable,
  type ReadPosition,
  readUpdatesSince,
  UnreadableDocument,
} from './store.ts';
import { createStoreQueue } from './store-queue.ts';
import { createUpdateValidator, type UpdateValidator } from './update-validator.ts';

/**
 * An open document and its persistence: queues every change of the Y.Doc (`store-queue.ts`) and merges what other
 * processes and requests have stored.
 *
 * When an edit is no longer permitted by the time it is stored (the article was submitted or published in between), it
 * can never be stored, and Yjs cannot revert it. Then the whole live document is given up: all clients load it again
 * from the database, and the refused edits stay in the browsers of their authors.
 *
 * Updates of others are read on notification (`catchUp`), and always under the lock before a batch, so that the
 * projection covers all stored edits.
 */
export type LiveArticle = {
  validator: UpdateValidator;
  /** The Yjs state vector of the stored document. */
  storedVector(): Uint8Array;
  /** See `StoreQueue`. */
  isStored(): boolean;
  whenStored(callback: () => void): boolean;
  flush(): Promise<void>;
  failure(): unknown;
  /** Merges what others have stored. Rejects when the database is unavailable. */
  catchUp(): Promise<void>;
  /** Folds the stored updates into the snapshot. A failure is logged: nothing is lost by it. */
  compact(): Promise<void>;
  /** True once the article refused an edit, or holds content that this version cannot read. */
  isGivenUp(): boolean;
  /** Stops storing. Edits that are still pending are dropped. */
  dispose(): void;
};

export type LiveArticleOptions = {
  articleId: string;
  doc: Y.Doc;
  db: Database;
  pace: CommitPace;
  clock: () => Date;
  logger: Logger;
  /** The author of a change, by its Yjs origin. */
  authorOf(origin: unknown): Author;
  /** The number of updates beside the snapshot: they may be missing in the projection. */
  updateCount: number;
  /** How far `doc` has been read from the database. */
  position: ReadPosition;
  /** `hasNewEdits` is false when only the projection was written. */
  onStored(hasNewEdits: boolean): void;
  onFailed(error: unknown): void;
  onGivenUp(): void;
};

/** With more updates beside the snapshot, loading becomes slow. */
const compactAfterUpdates = 500;
/** Indexing a text above this size takes tens of milliseconds, so its projection is not written with the edits. */
const largeTextChars = 20_000;
const largeTextDelayMs = 2_000;
/** The projection of a large text that is edited without a pause. */
const largeTextMaxDelayMs = 10_000;

type StoredBatch = EditBatch & {
  /** The state vector of the document with the batch. */
  vector: Uint8Array;
  /** Both with the updates of others that were read under the lock. */
  position: ReadPosition;
  projection: Projection;
};

/** @throws `UnreadableDocument` when the document holds nodes, marks or attributes outside the schema. */
export function createLiveArticle(options: LiveArticleOptions): LiveArticle {
  const { articleId, doc, db, pace, clock, logger, authorOf } = options;
  const validator = createUpdateValidator(doc);
  const countOwnShares = createShareCounter();
  let storedVector = Y.encodeStateVector(doc);
  let editedAt: Date | undefined;
  let isGivenUp = false;
  let isProjected = options.updateCount === 0;
  /** When the first change was made that is not projected, on the monotonic clock. */
  let unprojectedSinceMs = performance.now();
  let updateCount = options.updateCount;
  let position = options.position;
  const stored = validator.projection();
  let storedWordCount = stored.wordCount;
  let storedChars = stored.search.plain.length;

  const queue = createStoreQueue<Edit, StoredBatch>({
    delayMs: pace.delayMs,
    deferredDelayMs: () => Math.max(0, unprojectedSinceMs + largeTextDelayMs - performance.now()),
    hasDeferredWork: () => !isProjected,
    commit,
    onStored: handleStored,
    isPermanent: (error) => error instanceof NotEditable || error instanceof UnreadableDocument,
    onRejected: giveUp,
    onFailed(error, failures) {
      logger.error(
        { articleId, failures, ...loggableError(error) },
        'Edits could not be stored; they stay in memory',
      );
      options.onFailed(error);
    },
  });

  const handleUpdate = (update: Uint8Array, origin: unknown) => {
    if (isGivenUp) return;
    if (origin === storedOrigin) {
      if (queue.isStored()) storedVector = Y.encodeStateVector(doc);
      return;
    }
    if (isProjected) unprojectedSinceMs = performance.now();
    isProjected = false;
    queue.add({ update, author: authorOf(origin) });
  };
  doc.on('update', handleUpdate);

  function commit(edits: readonly Edit[], isFinal: boolean): Promise<StoredBatch> | null {
    const at = clock();
    if (edits.length > 0) editedAt = at;
    const isDue =
      isFinal ||
      edits.length === 0 ||
      storedChars < largeTextChars ||
      performance.now() - unprojectedSinceMs >= largeTextMaxDelayMs;
    const isProjecting = !isProjected && isDue;
    if (edits.length === 0 && !isProjecting) return null;
    pace.count();
    const vector = Y.encodeStateVector(doc);
    const projection = validator.projection();
    const batch: EditBatch = { edits, at, editedAt, isProjecting };
    if (isProjecting) isProjected = true;
    return db
      .transaction(async (tx) => {
        const stored = await storeEdits(tx, articleId, batch, {
          position: () => position,
          storedWordCount,
          merge: (unread) => (applyStored(unread) ? validator.projection() : projection),
          ownShares: (tx) => countOwnShares(tx, articleId, doc),
        });
        return { ...batch, vector, ...stored };
      })
      .catch((error: unknown) => {
        if (isProjecting) isProjected = false;
        throw error;
      });
  }

  async function handleStored(batch: StoredBatch): Promise<void> {
    const hasNewEdits = batch.edits.length > 0;
    position = batch.position;
    // The batch's vector lacks the updates of others that were merged since.
    storedVector = queue.isStored() ? Y.encodeStateVector(doc) : batch.vector;
    storedWordCount = batch.projection.wordCount;
    storedChars = batch.projection.search.plain.length;
    if (hasNewEdits) updateCount += 1;
    options.onStored(hasNewEdits);
    if (updateCount >= compactAfterUpdates) await compact();
  }

  /**
   * Merges an update that is stored already: it is neither stored again nor authorized.
   *
   * @returns whether there was one.
   * @throws `UnreadableDocument` when it was stored by a version with another schema.
   */
  function applyStored(update: Uint8Array | null): boolean {
    if (!update) return false;
    const verdict = validator.validate(update, 'database');
    if (verdict.kind !== 'accepted')
      throw new UnreadableDocument(`Article ${articleId} was stored by another version`);
    Y.applyUpdate(doc, update, storedOrigin);
    // Its writer may be anybody whose edits this process holds.
    restoreOrphanedText(doc, verdict.orphanedText, restoredTextOrigin(null));
    return true;
  }

  async function readStored(): Promise<void> {
    if (isGivenUp) return;
    const from = position;
    try {
      const unread = await readUpdatesSince(db, articleId, from);
      if (isGivenUp) return;
      applyStored(unread.update);
      updateCount += unread.count;
      // A batch that was stored in between has set a later position.
      if (position === from) position = unread.position;
    } catch (error) {
      if (!(error instanceof UnreadableDocument)) throw error;
      giveUp(error);
    }
  }

  function giveUp(reason: unknown): void {
    isGivenUp = true;
    const changes = queue.stop();
    if (reason instanceof NotEditable) {
      logger.warn({ articleId, changes }, 'Edits refused: the article may no longer be edited');
    } else {
      logger.error({ articleId, changes, ...loggableError(reason) }, 'An open article can no longer be read');
    }
    options.onGivenUp();
  }

  async function compact(): Promise<void> {
    if (updateCount === 0) return;
    try {
      await compactUpdates(db, articleId);
      updateCount = 0;
    } catch (error) {
      logger.warn({ articleId, ...loggableError(error) }, 'The document could not be compacted');
    }
  }

  return {
    validator,
    storedVector: () => storedVector,
    isStored: queue.isStored,
    whenStored: queue.whenStored,
    flush: queue.flush,
    failure: queue.failure,
    catchUp: coalesceCalls(readStored),
    compact,
    isGivenUp: () => isGivenUp,
    dispose() {
      doc.off('update', handleUpdate);
      queue.stop();
      validator.destroy();
      isGivenUp = true;
    },
  };
}
