/**
 * The Yjs updates of one document in this browser. Resolves when they are on the device, rejects when they are not:
 * the save state and the warning before leaving rest on that.
 */
export type DeviceStore = {
  load(): Promise<Uint8Array[]>;
  add(update: Uint8Array): Promise<void>;
  /** Replaces all rows by one that `merge` makes of them, other tabs' included. */
  compact(merge: (updates: Uint8Array[]) => Uint8Array): Promise<void>;
  close(): void;
};

const databaseName = 'toa-soan-words';
const storeName = 'updates';
type Row = { document: string; update: Uint8Array };

/**
 * Opens the part of IndexedDB that belongs to `document`.
 *
 * @throws when this browser keeps nothing: private windows, a full disk, no IndexedDB.
 */
export async function openDeviceStore(document: string): Promise<DeviceStore> {
  const opening = indexedDB.open(databaseName, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(storeName, { autoIncrement: true }).createIndex('document', 'document');
  };
  const database = await answerOf(opening);
  // Another tab has a newer version of the page and wants to change the store.
  database.onversionchange = () => database.close();

  const rowsOf = async (store: IDBObjectStore) =>
    (await answerOf(store.index('document').getAll(document))) as Row[];

  return {
    async load() {
      const rows = await rowsOf(database.transaction(storeName).objectStore(storeName));
      return rows.map((row) => row.update);
    },
    async add(update) {
      const transaction = database.transaction(storeName, 'readwrite');
      transaction.objectStore(storeName).add({ document, update } satisfies Row);
      await endOf(transaction);
    },
    async compact(merge) {
      const transaction = database.transaction(storeName, 'readwrite');
      const store = transaction.objectStore(storeName);
      const keys = store.index('document').getAllKeys(document);
      const rows = await rowsOf(store);
      if (rows.length > 1) {
        store.add({ document, update: merge(rows.map((row) => row.update)) } satisfies Row);
        for (const key of keys.result) store.delete(key);
      }
      await endOf(transaction);
    },
    close: () => database.close(),
  };
}

function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
