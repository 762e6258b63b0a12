import {
  announceChange,
  answerOf,
  type CopyRecord,
  copiesName,
  endOf,
  openDeviceDatabase,
  type UpdateRow,
  updatesName,
} from './device-database.ts';

export type NewUpdate = { update: Uint8Array; isUnsent: boolean };
export type KeptUpdate = NewUpdate & { key: number };

/**
 * The Yjs updates of one document in this browser. Everything resolves when it is on the device and rejects when it
 * is not: the save state and the warning before leaving rest on that.
 */
export type DeviceStore = {
  load(): Promise<KeptUpdate[]>;
  /**
   * @param isWhole they are the whole document, and need nothing that was kept before.
   * @returns their keys.
   * @throws `CopyGone` when they are not whole and what they build on was thrown away.
   */
  add(updates: NewUpdate[], options: { isWhole: boolean }): Promise<number[]>;
  /** The server has stored these: they become one row that `merge` makes of them. Those that are gone are left out. */
  settle(keys: number[], merge: Merge): Promise<void>;
  /** Replaces all rows that are sent by one that `merge` makes of them, other tabs' included. */
  compact(merge: Merge): Promise<void>;
  /** Remembers why the server does not take what is unsent, until nothing is. */
  explain(reason: string): Promise<void>;
  close(): void;
};

type Merge = (updates: Uint8Array[]) => Uint8Array;

/** Another tab has thrown this copy away. */
export class CopyGone extends Error {
  override name = 'CopyGone';
}

/**
 * Opens the part of IndexedDB that belongs to `document`.
 *
 * A transaction that has ended is with the operating system, so it outlives the browser; the operating system may take
 * some seconds to put it on the disk. While there is no network, `isAlone`, the words are nowhere else, and each
 * transaction waits for the disk.
 *
 * @throws when this browser keeps nothing: private windows, a full disk, no IndexedDB.
 */
export async function openDeviceStore(document: string, isAlone: () => boolean): Promise<DeviceStore> {
  const database = await openDeviceDatabase();
  let epoch: string | null = null;
  let hasUnsent = false;

  const begin = () => {
    const transaction = database.transaction([updatesName, copiesName], 'readwrite', {
      durability: isAlone() ? 'strict' : 'relaxed',
    });
    return {
      transaction,
      updates: transaction.objectStore(updatesName),
      copies: transaction.objectStore(copiesName),
    };
  };

  /** Takes part in the copy that there is, or begins one. */
  async function join(copies: IDBObjectStore): Promise<void> {
    const known: CopyRecord | undefined = await answerOf(copies.get(document));
    const record = { document, epoch: crypto.randomUUID(), reason: null, ...known, usedAt: Date.now() };
    copies.put(record satisfies CopyRecord);
    epoch = record.epoch;
  }

  /** Where the copy was thrown away since it was read, the next write finds out. */
  async function touch(read: CopyRecord | undefined): Promise<void> {
    const { transaction, copies } = begin();
    const ended = endOf(transaction);
    const now: CopyRecord | undefined = await answerOf(copies.get(document));
    if (read?.epoch === now?.epoch) await join(copies);
    await ended;
  }

  return {
    async load() {
      // A device that is full can still be read.
      const reading = database.transaction([updatesName, copiesName]);
      const index = reading.objectStore(updatesName).index('document');
      const keys = index.getAllKeys(document);
      const known = reading.objectStore(copiesName).get(document);
      const rows: UpdateRow[] = await answerOf(index.getAll(document));
      hasUnsent = rows.some((row) => row.unsent);
      await touch(known.result).catch(() => undefined);
      return rows.map(({ update, unsent }, place) => ({
        key: Number(keys.result[place]),
        update,
        isUnsent: unsent !== undefined,
      }));
    },

    async add(news, { isWhole }) {
      const { transaction, updates, copies } = begin();
      const ended = endOf(transaction);
      const known: CopyRecord | undefined = await answerOf(copies.get(document));
      if (isWhole) await join(copies);
      else if (known?.epoch !== epoch) {
        transaction.abort();
        throw new CopyGone(document);
      }
      const at = Date.now();
      const keys = news.map(({ update, isUnsent }) =>
        updates.add(
          (isUnsent ? { document, update, unsent: document, at } : { document, update }) satisfies UpdateRow,
        ),
      );
      // Without waiting for the answers: a tab that is being closed would not live to hear them.
      transaction.commit();
      await ended;
      if (!hasUnsent && news.some(({ isUnsent }) => isUnsent)) {
        hasUnsent = true;
        announceChange();
      }
      return keys.map((key) => Number(key.result));
    },

    async settle(keys, merge) {
      const { transaction, updates, copies } = begin();
      const ended = endOf(transaction);
      const rows: (UpdateRow | undefined)[] = await Promise.all(
        keys.map((key) => answerOf(updates.get(key))),
      );
      const found = rows.flatMap((row) => (row ? [row.update] : []));
      if (found.length > 0) updates.add({ document, update: merge(found) } satisfies UpdateRow);
      for (const key of keys) updates.delete(key);
      const left = await answerOf(updates.index('unsent').count(document));
      const record: CopyRecord | undefined = await answerOf(copies.get(document));
      if (left === 0 && record?.reason) copies.put({ ...record, reason: null } satisfies CopyRecord);
      transaction.commit();
      await ended;
      hasUnsent = left > 0;
      if (!hasUnsent) announceChange();
    },

    async compact(merge) {
      const { transaction, updates } = begin();
      const ended = endOf(transaction);
      const index = updates.index('document');
      const keys = index.getAllKeys(document);
      const rows: UpdateRow[] = await answerOf(index.getAll(document));
      const isSent = (place: number) => rows[place]?.unsent === undefined;
      const sent = rows.filter((_row, place) => isSent(place));
      if (sent.length > 1) {
        updates.add({ document, update: merge(sent.map((row) => row.update)) } satisfies UpdateRow);
        for (const [place, key] of keys.result.entries()) if (isSent(place)) updates.delete(key);
      }
      await ended;
    },

    async explain(reason) {
      const { transaction, copies } = begin();
      const ended = endOf(transaction);
      const record: CopyRecord | undefined = await answerOf(copies.get(document));
      if (record) copies.put({ ...record, reason } satisfies CopyRecord);
      await ended;
      announceChange();
    },

    close: () => database.close(),
  };
}
