import { canOnArticle } from '../../domain/permissions.ts';
import type { Actor } from '../../domain/roles.ts';
import type { OwnShares } from '../../domain/workflow.ts';
import type { Transaction } from '../db/database.ts';
import { databaseTime } from '../db/database-time.ts';
import { type ArticleRow, findArticle, stateOf } from '../db/queries/articles.ts';
import { isLargeLoss, saveRevisionBeforeLoss } from './large-loss.ts';
import type { Projection } from './projection.ts';
import {
  appendUpdates,
  lockArticle,
  NotEditable,
  type ReadPosition,
  readContent,
  readUpdatesSince,
  saveProjection,
} from './store.ts';

export type Author = {
  id: string | null;
  /** The account whose text it is; null: unknown. Differs from `id` for text of a restored revision. */
  writerId: string | null;
  /** Authorized again when the edit is stored; null for a request, which has been authorized already. */
  actor: Actor | null;
};

/** A Yjs update with the person who made it. */
export type Edit = { update: Uint8Array; author: Author };

export type EditBatch = {
  edits: readonly Edit[];
  at: Date;
  /** The time of the last edit that this process has made; undefined before the first. */
  editedAt: Date | undefined;
  /** Whether the projection is to be written too. */
  isProjecting: boolean;
};

/** The document of the process that stores. */
export type EditedDocument = {
  /** How far it has been read; may advance while the lock is awaited. */
  position(): ReadPosition;
  /** The word count of its stored content. */
  storedWordCount: number;
  /** Merges what others have stored, if anything, and returns the projection of the whole. */
  merge(unread: Uint8Array | null): Projection;
  ownShares(tx: Transaction): Promise<OwnShares>;
};

/**
 * Stores a batch: authorizes its authors, merges what others have stored, saves a revision if most of the content goes,
 * appends the update, and writes the projection, in review with the shares of the writers.
 *
 * @throws `NotEditable`, `UnreadableDocument`.
 */
export async function storeEdits(
  tx: Transaction,
  articleId: string,
  { edits, at, editedAt, isProjecting }: EditBatch,
  document: EditedDocument,
): Promise<{ position: ReadPosition; projection: Projection }> {
  const row = await lockForEdits(tx, articleId, edits);
  const unread = await readUpdatesSince(tx, articleId, document.position());
  const projection = document.merge(unread.update);
  let { position } = unread;
  if (edits.length > 0) {
    // Either count may be outdated: the row's while a long article is typed here, ours while another process stores.
    const wordCountBefore = Math.max(row.words, document.storedWordCount);
    const by = edits.findLast(({ author }) => author.id !== null)?.author.id;
    if (by && isLargeLoss(wordCountBefore, projection.wordCount)) {
      const content = await readContent(tx, articleId);
      await saveRevisionBeforeLoss(tx, row, content, projection.wordCount, { by, at });
    }
    const updates = edits.map(({ update, author: { writerId } }) => ({ update, writerId }));
    position = { ...position, updateId: await appendUpdates(tx, articleId, updates) };
  }
  if (isProjecting) {
    const ownShares = row.stage === 'review' ? await document.ownShares(tx) : undefined;
    await saveProjection(tx, articleId, projection, { updatedAt: editedAt, ownShares });
  }
  return { position, projection };
}

/** Locks the article and authorizes every author against the locked row. */
async function lockForEdits(tx: Transaction, articleId: string, edits: readonly Edit[]): Promise<ArticleRow> {
  if (!(await lockArticle(tx, articleId))) throw new NotEditable(articleId);
  const row = await findArticle(tx, articleId, databaseTime);
  if (!row) throw new NotEditable(articleId);
  const state = stateOf(row);
  if (edits.length > 0 && (state.stage === 'none' || state.isTrashed)) throw new NotEditable(articleId);
  const actors = new Map(edits.flatMap(({ author: { actor } }) => (actor ? [[actor.id, actor]] : [])));
  for (const actor of actors.values()) {
    if (!canOnArticle(actor, state, 'edit').allowed) throw new NotEditable(articleId);
  }
  return row;
}
