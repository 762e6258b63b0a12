import type { IDBPTransaction } from 'idb';
import { type LocalSchema, openLocalDatabase, publishLocalChange, transact } from './local-database.ts';

export type NewUpdate = { update: Uint8Array; isUnsynced: boolean };
export type StoredUpdate = NewUpdate & { key: number };

/**
 * The Yjs updates of one document in IndexedDB. Every method resolves once its transaction is committed and rejects
 * when it is not: the save state and the warning before leaving rely on that.
 */
export type LocalUpdateStore = {
  load(): Promise<StoredUpdate[]>;
  /**
   * @param isWhole the updates hold the whole document and depend on nothing stored before.
   * @returns their keys.
   * @throws `LocalCopyDeleted` when they depend on a copy that another tab has deleted.
   */
  add(updates: NewUpdate[], options: { isWhole: boolean }): Promise<number[]>;
  /** Replaces these updates by one synced update, made by `merge`. Keys that no longer exist are skipped. */
  markSynced(keys: number[], merge: Merge): Promise<void>;
  /** Replaces all synced updates by one, made by `merge`, including those of other tabs. */
  compact(merge: Merge): Promise<void>;
  /** Records why the server rejected the unsynced updates; cleared once there are none. */
  setRejection(reason: string): Promise<void>;
  close(): void;
};

type WriteTransaction = IDBPTransaction<LocalSchema, ['updates', 'copies'], 'readwrite'>;
type Merge = (updates: Uint8Array[]) => Uint8Array;

/** Another tab has deleted this copy. */
export class LocalCopyDeleted extends Error {
  override name = 'LocalCopyDeleted';
}

/**
 * Opens the updates of one document.
 *
 * A committed transaction with relaxed durability is in the operating system's buffers: it survives the browser, and
 * reaches the disk some seconds later. While `isOffline`, IndexedDB holds the only copy, so commits wait for the disk.
 *
 * @param document the `documentKey` of the article and the account.
 * @throws where the browser has no storage: private windows, a full disk, no IndexedDB.
 */
export async function openLocalUpdateStore(
  document: string,
  isOffline: () => boolean,
): Promise<LocalUpdateStore> {
  const database = await openLocalDatabase();
  let epoch: string | null = null;
  let hasUnsynced = false;

  const write = <Result>(work: (transaction: WriteTransaction) => Promise<Result>): Promise<Result> =>
    transact(database, ['updates', 'copies'], 'readwrite', work, isOffline() ? 'strict' : 'relaxed');

  /** Joins the existing copy, or creates one. */
  async function join(transaction: WriteTransaction): Promise<void> {
    const copies = transaction.objectStore('copies');
    const existing = await copies.get(document);
    const created = { document, epoch: crypto.randomUUID(), reason: null };
    const record = { ...created, ...existing, usedAt: Date.now() };
    await copies.put(record);
    epoch = record.epoch;
  }

  return {
    async load() {
      const reading = ['updates', 'copies'] as const;
      const [keys, rows, copy] = await transact(database, reading, 'readonly', (transaction) => {
        const index = transaction.objectStore('updates').index('document');
        return Promise.all([
          index.getAllKeys(document),
          index.getAll(document),
          transaction.objectStore('copies').get(document),
        ]);
      });
      hasUnsynced = rows.some((row) => row.unsent);
      // In a second transaction, which may fail: a full device can still be read. Where the copy was deleted after it
      // was read, this tab has no epoch and the next `add` throws.
      await write(async (transaction) => {
        const current = await transaction.objectStore('copies').get(document);
        if (copy?.epoch === current?.epoch) await join(transaction);
      }).catch(() => undefined);
      return rows.map(({ update, unsent }, place) => ({
        key: Number(keys[place]),
        update,
        isUnsynced: unsent !== undefined,
      }));
    },

    async add(added, { isWhole }) {
      const keys = await write(async (transaction) => {
        const updates = transaction.objectStore('updates');
        const copy = await transaction.objectStore('copies').get(document);
        if (isWhole) await join(transaction);
        else if (copy?.epoch !== epoch) throw new LocalCopyDeleted(document);
        const at = Date.now();
        const adding = added.map(({ update, isUnsynced }) =>
          updates.add(isUnsynced ? { document, update, unsent: document, at } : { document, update }),
        );
        // Commit before the requests succeed: a tab that is being closed would not live to receive the events.
        transaction.commit();
        return Promise.all(adding);
      });
      if (!hasUnsynced && added.some(({ isUnsynced }) => isUnsynced)) {
        hasUnsynced = true;
        publishLocalChange();
      }
      return keys;
    },

    async markSynced(keys, merge) {
      const left = await write(async (transaction) => {
        const updates = transaction.objectStore('updates');
        const copies = transaction.objectStore('copies');
        const rows = await Promise.all(keys.map((key) => updates.get(key)));
        const found = rows.flatMap((row) => (row ? [row.update] : []));
        await Promise.all([
          found.length > 0 && updates.add({ document, update: merge(found) }),
          ...keys.map((key) => updates.delete(key)),
        ]);
        const unsynced = await updates.index('unsent').count(document);
        const copy = await copies.get(document);
        const clearing = unsynced === 0 && copy?.reason ? copies.put({ ...copy, reason: null }) : null;
        transaction.commit();
        await clearing;
        return unsynced;
      });
      hasUnsynced = left > 0;
      if (!hasUnsynced) publishLocalChange();
    },

    async compact(merge) {
      await write(async (transaction) => {
        const updates = transaction.objectStore('updates');
        const index = updates.index('document');
        const [keys, rows] = await Promise.all([index.getAllKeys(document), index.getAll(document)]);
        const isSynced = (place: number) => rows[place]?.unsent === undefined;
        const synced = rows.filter((_row, place) => isSynced(place));
        if (synced.length < 2) return;
        await Promise.all([
          updates.add({ document, update: merge(synced.map((row) => row.update)) }),
          ...keys.filter((_key, place) => isSynced(place)).map((key) => updates.delete(key)),
        ]);
      });
    },

    async setRejection(reason) {
      await write(async (transaction) => {
        const copies = transaction.objectStore('copies');
        const copy = await copies.get(document);
        if (copy) await copies.put({ ...copy, reason });
      });
      publishLocalChange();
    },

    close: () => database.close(),
  };
}
