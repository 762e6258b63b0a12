import * as Y from 'yjs';
import { limits } from '../../domain/limits.ts';
import { canOnArticle } from '../../domain/permissions.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Database, Transaction } from '../db/database.ts';
import { findArticle, stateOf } from '../db/queries/articles.ts';
import type { Logger } from '../logger.ts';
import { faultOf } from './fault.ts';
import { createQuarantine, type Quarantine } from './quarantine.ts';
import { appendUpdate, compact, lockArticle, NotEditable, saveProjection } from './store.ts';

/**
 * A document that somebody has open, and its way into the database.
 *
 * Every change of the Y.Doc is kept in `pending` from the moment it is made until the transaction that holds it has
 * committed. Changes are numbered; `storedUpTo` is the number of the last one that is in the database. A mark asks
 * when everything up to now is stored; it is answered by number, because a Yjs state vector cannot tell that a
 * deletion has arrived.
 *
 * One batch is on its way at a time. What fails is put back and tried again, later and later, for as long as the
 * process lives. What the workflow refuses (the article was handed in or published while the words were on their way)
 * can never be stored, and in a Y.Doc nothing can be taken back: then the whole live document is given up, everybody
 * loads it again from the database, and the refused words stay with those who typed them.
 */
export type LiveArticle = {
  quarantine: Quarantine;
  /** The Yjs state vector of what is in the database. */
  storedVector(): Uint8Array;
  /**
   * Calls `answer` once everything that was recorded up to now is stored, just before `onStored`; or at once, and
   * returns true, when it is stored already.
   */
  whenStored(answer: () => void): boolean;
  /** Stores all there is, at once. Rejects with what kept it from being stored. */
  flush(): Promise<void>;
  /** Folds the stored updates into the snapshot. Housekeeping: when it fails, everything is still stored. */
  tidy(): Promise<void>;
  /** What keeps it from being stored, since the last attempt; null when all is well. */
  failure(): unknown;
  /** The article refused the words; see above. */
  isGivenUp(): boolean;
  /** Forgets the timers. What is pending is lost to this process. */
  dispose(): void;
};

export type LiveArticleOptions = {
  articleId: string;
  doc: Y.Doc;
  db: Database;
  clock: () => Date;
  logger: Logger;
  /** Who made a change, by its Yjs origin; `stored` when it is in the database already. */
  authorOf(origin: unknown): Actor | 'server' | 'stored';
  /** Updates that lie beside the snapshot: they may not be in the projection yet. */
  updateCount: number;
  onStored(): void;
  onFailed(error: unknown): void;
  onGivenUp(): void;
};

const retryMinMs = 250;
const retryMaxMs = 5_000;
/** So many updates beside a snapshot make loading slow. */
const compactAfterUpdates = 500;
/** Writing the searchable text costs some milliseconds in the index; above this many characters it is not done each time. */
const largeTextChars = 20_000;
const largeTextIntervalMs = 2_000;

type Change = { number: number; update: Uint8Array; author: Actor | null };

/** @throws `UnreadableDocument` when the document holds what the schema has no word for. */
export function createLiveArticle(options: LiveArticleOptions): LiveArticle {
  const { articleId, doc, db, clock, logger, authorOf } = options;
  const quarantine = createQuarantine(doc);
  let pending: Change[] = [];
  let recorded = 0;
  let storedUpTo = 0;
  let storedVector = Y.encodeStateVector(doc);
  let editedAt: Date | undefined;
  let waiting: { number: number; answer: () => void }[] = [];
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let failures = 0;
  let failure: unknown = null;
  let isGivenUp = false;
  let isProjected = options.updateCount === 0;
  let projectedAt = Number.NEGATIVE_INFINITY;
  let projectedChars = 0;
  let updateCount = options.updateCount;

  const record = (update: Uint8Array, origin: unknown) => {
    const author = authorOf(origin);
    if (isGivenUp) return;
    if (author === 'stored') {
      if (storedUpTo === recorded) storedVector = Y.encodeStateVector(doc);
      return;
    }
    recorded += 1;
    pending.push({ number: recorded, update, author: author === 'server' ? null : author });
    isProjected = false;
    schedule(limits.storeDelayMs);
  };
  doc.on('update', record);
  if (!isProjected) schedule(limits.storeDelayMs);

  function schedule(delayMs: number): void {
    if (timer !== null || running !== null || isGivenUp) return;
    timer = setTimeout(() => {
      timer = null;
      // A failure is told through `onFailed` and tried again.
      store(false).catch(() => {});
    }, delayMs);
  }

  /** Starts a batch, or joins the one that is on its way. */
  function store(isFinal: boolean): Promise<void> {
    running ??= storeBatch(isFinal).finally(() => {
      running = null;
      if (failure !== null) schedule(Math.min(retryMaxMs, retryMinMs * 2 ** (failures - 1)));
      else if (pending.length > 0) schedule(limits.storeDelayMs);
      else if (!isProjected) schedule(largeTextIntervalMs);
    });
    return running;
  }

  async function storeBatch(isFinal: boolean): Promise<void> {
    const batch = pending;
    const last = recorded;
    const vector = Y.encodeStateVector(doc);
    const now = clock();
    if (batch.length > 0) editedAt = now;
    const isDue =
      isFinal || projectedChars < largeTextChars || now.getTime() - projectedAt >= largeTextIntervalMs;
    const projection = !isProjected && isDue ? quarantine.projection() : null;
    if (batch.length === 0 && !projection) return;
    pending = [];
    if (projection) isProjected = true;
    try {
      await db.transaction(async (tx) => {
        await lockForEdit(tx, now, batch);
        if (batch.length > 0) {
          await appendUpdate(tx, articleId, Y.mergeUpdates(batch.map((change) => change.update)));
        }
        if (projection) await saveProjection(tx, articleId, projection, editedAt);
      });
    } catch (error) {
      pending = [...batch, ...pending];
      if (projection) isProjected = false;
      if (error instanceof NotEditable) return giveUp(batch.length);
      failures += 1;
      failure = error;
      logger.error(
        { articleId, failures, ...faultOf(error) },
        'Edits could not be stored; they stay in memory',
      );
      options.onFailed(error);
      throw error;
    }
    storedUpTo = last;
    storedVector = vector;
    failures = 0;
    failure = null;
    if (projection) {
      projectedAt = now.getTime();
      projectedChars = projection.searchText.length;
    }
    if (batch.length > 0) updateCount += 1;
    const answered = waiting.filter((entry) => entry.number <= storedUpTo);
    waiting = waiting.filter((entry) => entry.number > storedUpTo);
    for (const { answer } of answered) answer();
    options.onStored();
    if (updateCount >= compactAfterUpdates) await tidy();
  }

  /** Everybody whose words are in the batch must still be allowed to write, by what the locked row says. */
  async function lockForEdit(tx: Transaction, now: Date, batch: Change[]): Promise<void> {
    if (!(await lockArticle(tx, articleId))) throw new NotEditable(articleId);
    const row = await findArticle(tx, articleId, now);
    if (!row) throw new NotEditable(articleId);
    const state = stateOf(row);
    if (batch.length > 0 && (state.stage === 'none' || state.isTrashed)) throw new NotEditable(articleId);
    const authors = new Map(batch.flatMap(({ author }) => (author ? [[author.id, author] as const] : [])));
    for (const author of authors.values()) {
      if (!canOnArticle(author, state, 'edit').allowed) throw new NotEditable(articleId);
    }
  }

  function giveUp(changes: number): void {
    isGivenUp = true;
    pending = [];
    waiting = [];
    logger.warn({ articleId, changes }, 'Edits refused: the article may no longer be edited');
    options.onGivenUp();
  }

  async function tidy(): Promise<void> {
    if (updateCount === 0) return;
    try {
      await compact(db, articleId);
      updateCount = 0;
    } catch (error) {
      logger.warn({ articleId, ...faultOf(error) }, 'The document could not be compacted');
    }
  }

  async function flush(): Promise<void> {
    // What is on its way may have been taken before the latest changes; its failure is repeated by the next attempt.
    if (running) await running.catch(() => {});
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (!isGivenUp && (pending.length > 0 || !isProjected)) await store(true);
  }

  return {
    quarantine,
    storedVector: () => storedVector,
    whenStored(answer) {
      if (isGivenUp) return false;
      const isStored = storedUpTo === recorded;
      if (isStored) answer();
      else waiting.push({ number: recorded, answer });
      return isStored;
    },
    flush,
    tidy,
    failure: () => failure,
    isGivenUp: () => isGivenUp,
    dispose() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      doc.off('update', record);
      quarantine.destroy();
      isGivenUp = true;
    },
  };
}
