import * as Y from 'yjs';
import { findOrphanedTextBetween, restoreOrphanedText } from '../../../domain/document/orphaned-text.ts';
import { LocalCopyDeleted, type LocalUpdateStore, type NewUpdate } from './local-update-store.ts';
import { fromRestoredText } from './paired-documents.ts';

/** Persists a document in IndexedDB, from its first update, independently of the network. */
export type LocalCopy = {
  /** Resolves once the stored updates are in the document, or cannot be read. Never rejects. */
  loaded: Promise<void>;
  /** Whether everything in the document is committed in IndexedDB. */
  isStored(): boolean;
  /** To be called when the server has confirmed everything that is in the document now. */
  markSynced(): void;
  /** Records why the server rejects the unsynced updates, for the list of local drafts. */
  setRejection(reason: string): void;
  destroy(): void;
};

/** The origins of stored updates: those that the server has confirmed, and those that it may not have. */
const fromSyncedStorage = { side: 'storage', isUnsynced: false } as const;
export const fromUnsyncedStorage = { side: 'storage', isUnsynced: true } as const;

/** After this long without a commit, the pending updates are reported as not stored. */
const slowMs = 1_000;
/** With more rows than this, loading gets slow. */
const compactAfterRows = 200;

type Options = {
  /** Whether an update with this origin was made in this tab, so that the server may not have it. */
  isOwn: (origin: unknown) => boolean;
  /** Called after each attempt to store with whether it succeeded. */
  onStoredChange?: (isStored: boolean) => void;
};

type PendingUpdate = { update: Uint8Array; sequence: number };

/**
 * Appends every update to the store as it comes. Own updates are flagged as unsynced until `markSynced`. The flag is
 * set per update: a single state vector for the whole copy would miss deletions, which do not change it.
 *
 * Own updates are numbered in sequence. `markSynced` settles all up to the latest number; a row stays flagged until
 * the highest number in it is settled.
 */
export function createLocalCopy(
  doc: Y.Doc,
  opening: Promise<LocalUpdateStore>,
  { isOwn, onStoredChange = () => {} }: Options,
): LocalCopy {
  /** `'all'` after a failure: the next write stores the whole document. */
  let pending: PendingUpdate[] | 'all' = doc.store.clients.size === 0 ? [] : 'all';
  /** The number of the latest own update; updates of others have 0. */
  let lastSequence = 0;
  let syncedSequence = 0;
  let unsyncedRows: { key: number; sequence: number }[] = [];
  let rejection: string | null = null;
  let store: LocalUpdateStore | null = null;
  let isWriting = false;
  let isDestroyed = false;

  const handleUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === fromSyncedStorage || origin === fromUnsyncedStorage) return;
    if (isOwn(origin)) lastSequence += 1;
    if (pending !== 'all') pending.push({ update, sequence: isOwn(origin) ? lastSequence : 0 });
    void write();
  };
  doc.on('update', handleUpdate);

  const loaded = load().catch(() => onStoredChange(false));

  async function load() {
    const opened = await opening;
    if (isDestroyed) return opened.close();
    const rows = await opened.load();
    store = opened;
    if (isDestroyed) return opened.close();
    unsyncedRows = rows.flatMap(({ key, isUnsynced }) => (isUnsynced ? [{ key, sequence: 0 }] : []));
    // An earlier `markSynced` did not cover these rows.
    if (unsyncedRows.length > 0) syncedSequence = -1;
    if (rows.length > 0) {
      const stored = Y.mergeUpdates(rows.map((row) => row.update));
      // Where the server's state was applied first, it may have deleted blocks with text of this copy.
      const orphaned = doc.store.clients.size === 0 ? [] : findOrphanedTextBetween(stored, doc);
      for (const origin of [fromSyncedStorage, fromUnsyncedStorage]) {
        const updates = rows.filter((row) => row.isUnsynced === origin.isUnsynced).map((row) => row.update);
        if (updates.length > 0) Y.applyUpdate(doc, Y.mergeUpdates(updates), origin);
      }
      restoreOrphanedText(doc, orphaned, fromRestoredText);
    }
    await write();
    if (pending.length === 0) onStoredChange(true);
    if (rows.length - unsyncedRows.length >= compactAfterRows) await opened.compact(Y.mergeUpdates);
  }

  async function write() {
    if (!store || isWriting) return;
    isWriting = true;
    while (pending.length > 0 || settledRows().length > 0 || rejection !== null) {
      try {
        if (pending.length > 0) await addPending(store);
        else if (settledRows().length > 0) await markRowsSynced(store);
        else await writeRejection(store);
      } catch {
        // The disk is full, or the browser closed the database. Retry with the next update, or now if there is one.
        const hasMore = pending.length > 0;
        pending = 'all';
        onStoredChange(false);
        if (!hasMore) break;
      }
    }
    isWriting = false;
    if (isDestroyed) store.close();
  }

  async function addPending(to: LocalUpdateStore): Promise<void> {
    const batch = pending;
    pending = [];
    const slow = setTimeout(() => onStoredChange(false), slowMs);
    try {
      const rows = batch === 'all' ? [wholeDocument()] : rowsOf(batch, Math.max(syncedSequence, 0));
      const keys = await to.add(
        rows.map(({ row }) => row),
        { isWhole: batch === 'all' },
      );
      for (const [place, { sequence, row }] of rows.entries()) {
        const key = keys[place];
        if (row.isUnsynced && key !== undefined) unsyncedRows.push({ key, sequence });
      }
      onStoredChange(true);
    } catch (error) {
      if (!(error instanceof LocalCopyDeleted)) throw error;
      // Another tab deleted the copy while this one has the document open: store it again, whole.
      pending = 'all';
      unsyncedRows = [];
    } finally {
      clearTimeout(slow);
    }
  }

  function wholeDocument(): NewRow {
    const isUnsynced = lastSequence > syncedSequence || unsyncedRows.length > 0;
    return { sequence: lastSequence, row: { update: Y.encodeStateAsUpdate(doc), isUnsynced } };
  }

  const settledRows = () => unsyncedRows.filter(({ sequence }) => sequence <= syncedSequence);

  async function markRowsSynced(to: LocalUpdateStore): Promise<void> {
    const rows = settledRows();
    unsyncedRows = unsyncedRows.filter((row) => !rows.includes(row));
    await to.markSynced(
      rows.map(({ key }) => key),
      Y.mergeUpdates,
    );
  }

  async function writeRejection(to: LocalUpdateStore): Promise<void> {
    const reason = rejection;
    rejection = null;
    if (reason !== null) await to.setRejection(reason);
  }

  return {
    loaded,
    isStored: () => store !== null && !isWriting && pending.length === 0,
    markSynced() {
      syncedSequence = lastSequence;
      void write();
    },
    setRejection(reason) {
      rejection = reason;
      void write();
    },
    destroy() {
      doc.off('update', handleUpdate);
      isDestroyed = true;
      if (!isWriting) store?.close();
    },
  };
}

type NewRow = { sequence: number; row: NewUpdate };

/** Merges a batch into at most two rows: updates that need no confirmation, and those that are unsynced. */
function rowsOf(batch: PendingUpdate[], syncedSequence: number): NewRow[] {
  const isUnsynced = ({ sequence }: PendingUpdate) => sequence > syncedSequence;
  return [batch.filter((entry) => !isUnsynced(entry)), batch.filter(isUnsynced)].flatMap((part) => {
    const [first] = part;
    const last = part.at(-1);
    if (!first || !last) return [];
    const update = part.length === 1 ? first.update : Y.mergeUpdates(part.map((entry) => entry.update));
    return [{ sequence: last.sequence, row: { update, isUnsynced: isUnsynced(first) } }];
  });
}
