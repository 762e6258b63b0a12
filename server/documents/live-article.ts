import * as Y from 'yjs';
import { restoreOrphanedText } from '../../domain/document/orphaned-text.ts';
import { limits } from '../../domain/limits.ts';
import { canOnArticle } from '../../domain/permissions.ts';
import type { Actor } from '../../domain/roles.ts';
import { loggableError } from '../classify-error.ts';
import type { Database, Transaction } from '../db/database.ts';
import { type ArticleRow, findArticle, stateOf } from '../db/queries/articles.ts';
import type { Logger } from '../logger.ts';
import { coalesceCalls } from './coalesce-calls.ts';
import { isLargeLoss, saveRevisionBeforeLoss } from './large-loss.ts';
import { restoredTextOrigin, storedOrigin } from './origins.ts';
import {
  appendUpdate,
  compact,
  lockArticle,
  NotEditable,
  type ReadPosition,
  readContent,
  readUpdatesSince,
  saveProjection,
  UnreadableDocument,
} from './store.ts';
import { createUpdateValidator, type UpdateValidator } from './update-validator.ts';

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
 *
 * Others may store words of the same article: another process, a request. What is not here yet is read when somebody
 * says so (`catchUp`), and always under the lock before a batch, so that the projection is that of all words.
 */
export type LiveArticle = {
  validator: UpdateValidator;
  /** The Yjs state vector of what is in the database. */
  storedVector(): Uint8Array;
  /**
   * Calls `answer` once everything that was recorded up to now is stored, just before `onStored`; or at once, and
   * returns true, when it is stored already.
   */
  whenStored(answer: () => void): boolean;
  /** Stores all there is, at once. Rejects with what kept it from being stored. */
  flush(): Promise<void>;
  /** Takes in what others have stored meanwhile. Rejects when the database does not answer. */
  catchUp(): Promise<void>;
  /** Folds the stored updates into the snapshot. Housekeeping: when it fails, everything is still stored. */
  tidy(): Promise<void>;
  /** What keeps it from being stored, since the last attempt; null when all is well. */
  failure(): unknown;
  /** The article refused the words, or holds what cannot be read here; see above. */
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
  /** Who made a change, by its Yjs origin. */
  authorOf(origin: unknown): Author;
  /** Updates that lie beside the snapshot: they may not be in the projection yet. */
  updateCount: number;
  /** How far `doc` is what is stored. */
  seen: ReadPosition;
  /** `hasNewWords`: not only what lists know of them. */
  onStored(hasNewWords: boolean): void;
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

/** `actor` is judged again when the words are stored; null for whose request has been judged already. */
export type Author = { id: string | null; actor: Actor | null };

type Change = { number: number; update: Uint8Array; author: Author };

/** @throws `UnreadableDocument` when the document holds what the schema has no word for. */
export function createLiveArticle(options: LiveArticleOptions): LiveArticle {
  const { articleId, doc, db, clock, logger, authorOf } = options;
  const validator = createUpdateValidator(doc);
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
  let seen = options.seen;
  let storedWords = validator.projection().words;

  const record = (update: Uint8Array, origin: unknown) => {
    if (isGivenUp) return;
    if (origin === storedOrigin) {
      if (storedUpTo === recorded) storedVector = Y.encodeStateVector(doc);
      return;
    }
    recorded += 1;
    pending.push({ number: recorded, update, author: authorOf(origin) });
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
    const isProjecting = !isProjected && isDue;
    if (batch.length === 0 && !isProjecting) return;
    let projection = validator.projection();
    let read = seen;
    pending = [];
    if (isProjecting) isProjected = true;
    try {
      await db.transaction(async (tx) => {
        const row = await lockForEdit(tx, now, batch);
        const unseen = await readUpdatesSince(tx, articleId, seen);
        if (take(unseen.update)) projection = validator.projection();
        read = unseen.seen;
        if (batch.length > 0) {
          await guardWords(tx, row, batch, projection.words, now);
          const update = Y.mergeUpdates(batch.map((change) => change.update));
          read = { ...read, updateId: await appendUpdate(tx, articleId, update) };
        }
        if (isProjecting) await saveProjection(tx, articleId, projection, editedAt);
      });
    } catch (error) {
      pending = [...batch, ...pending];
      if (isProjecting) isProjected = false;
      if (error instanceof NotEditable || error instanceof UnreadableDocument) return giveUp(error);
      failures += 1;
      failure = error;
      logger.error(
        { articleId, failures, ...loggableError(error) },
        'Edits could not be stored; they stay in memory',
      );
      options.onFailed(error);
      throw error;
    }
    seen = read;
    storedUpTo = last;
    // What others stored came in between; with nothing pending, all that is here is stored.
    storedVector = recorded === last ? Y.encodeStateVector(doc) : vector;
    storedWords = projection.words;
    failures = 0;
    failure = null;
    if (isProjecting) {
      projectedAt = now.getTime();
      projectedChars = projection.searchText.length;
    }
    if (batch.length > 0) updateCount += 1;
    const answered = waiting.filter((entry) => entry.number <= storedUpTo);
    waiting = waiting.filter((entry) => entry.number > storedUpTo);
    for (const { answer } of answered) answer();
    options.onStored(batch.length > 0);
    if (updateCount >= compactAfterUpdates) await tidy();
  }

  /** @returns whether there was anything. What is stored is not judged again, but what this version has no word for is. */
  function take(update: Uint8Array | null): boolean {
    if (!update) return false;
    const verdict = validator.validate(update, 'database');
    if (verdict.kind !== 'ok')
      throw new UnreadableDocument(`Article ${articleId} was stored by another version`);
    Y.applyUpdate(doc, update, storedOrigin);
    restoreOrphanedText(doc, verdict.orphans, restoredTextOrigin);
    return true;
  }

  async function guardWords(
    tx: Transaction,
    row: ArticleRow,
    batch: Change[],
    wordsAfter: number,
    at: Date,
  ): Promise<void> {
    const by = batch.findLast(({ author }) => author.id !== null)?.author.id;
    // The row is behind while a long article is being typed, this process while another one types.
    if (!by || !isLargeLoss(Math.max(row.words, storedWords), wordsAfter)) return;
    const { contentHash: _hash, ...content } = await readContent(tx, articleId);
    await saveRevisionBeforeLoss(tx, row, content, wordsAfter, { by, at });
  }

  async function look(): Promise<void> {
    if (isGivenUp) return;
    const from = seen;
    try {
      const unseen = await readUpdatesSince(db, articleId, from);
      if (isGivenUp) return;
      take(unseen.update);
      updateCount += unseen.count;
      // A batch that came in between has read further, or will be read again.
      if (seen === from) seen = unseen.seen;
    } catch (error) {
      if (!(error instanceof UnreadableDocument)) throw error;
      giveUp(error);
    }
  }

  /** Everybody whose words are in the batch must still be allowed to write, by what the locked row says. */
  async function lockForEdit(tx: Transaction, now: Date, batch: Change[]): Promise<ArticleRow> {
    if (!(await lockArticle(tx, articleId))) throw new NotEditable(articleId);
    const row = await findArticle(tx, articleId, now);
    if (!row) throw new NotEditable(articleId);
    const state = stateOf(row);
    if (batch.length > 0 && (state.stage === 'none' || state.isTrashed)) throw new NotEditable(articleId);
    const authors = new Map(batch.flatMap(({ author: { actor } }) => (actor ? [[actor.id, actor]] : [])));
    for (const author of authors.values()) {
      if (!canOnArticle(author, state, 'edit').allowed) throw new NotEditable(articleId);
    }
    return row;
  }

  function giveUp(reason: NotEditable | UnreadableDocument): void {
    const changes = pending.length;
    isGivenUp = true;
    pending = [];
    waiting = [];
    if (reason instanceof NotEditable) {
      logger.warn({ articleId, changes }, 'Edits refused: the article may no longer be edited');
    } else {
      logger.error({ articleId, changes, ...loggableError(reason) }, 'An open article can no longer be read');
    }
    options.onGivenUp();
  }

  async function tidy(): Promise<void> {
    if (updateCount === 0) return;
    try {
      await compact(db, articleId);
      updateCount = 0;
    } catch (error) {
      logger.warn({ articleId, ...loggableError(error) }, 'The document could not be compacted');
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
    validator,
    storedVector: () => storedVector,
    whenStored(answer) {
      if (isGivenUp) return false;
      const isStored = storedUpTo === recorded;
      if (isStored) answer();
      else waiting.push({ number: recorded, answer });
      return isStored;
    },
    flush,
    catchUp: coalesceCalls(look),
    tidy,
    failure: () => failure,
    isGivenUp: () => isGivenUp,
    dispose() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      doc.off('update', record);
      validator.destroy();
      isGivenUp = true;
    },
  };
}
