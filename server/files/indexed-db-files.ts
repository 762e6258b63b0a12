import { assertKey, type FileStore, StorageError } from './file-store.ts';

const storeName = 'files';

/**
 * A file store in the browser's IndexedDB, shared by all tabs of the origin.
 *
 * @param databaseName the IndexedDB database; created when it does not exist.
 */
export function indexedDbFiles(databaseName: string): FileStore {
  let opened: Promise<IDBDatabase> | null = null;

  function database(): Promise<IDBDatabase> {
    opened ??= open(databaseName).catch((error: unknown) => {
      // The next request retries.
      opened = null;
      throw error;
    });
    return opened;
  }

  async function run<Result>(
    key: string,
    mode: IDBTransactionMode,
    ask: (store: IDBObjectStore) => IDBRequest<Result>,
  ): Promise<Result> {
    assertKey(key);
    try {
      const transaction = (await database()).transaction(storeName, mode, { durability: 'strict' });
      const request = ask(transaction.objectStore(storeName));
      // Wait for the transaction, not for the request: only then is the data durable.
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
      return request.result;
    } catch (error) {
      throw storageError(error, key);
    }
  }

  return {
    async put(key, bytes) {
      await run(key, 'readwrite', (store) => store.put(bytes, key));
    },
    async get(key) {
      const found: unknown = await run(key, 'readonly', (store) => store.get(key));
      return found instanceof Uint8Array ? new Uint8Array(found) : null;
    },
    async delete(key) {
      await run(key, 'readwrite', (store) => store.delete(key));
    },
  };
}

function open(databaseName: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName);
    request.onsuccess = () => {
      // Do not block another tab that deletes the database for a fresh demo.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}

function storageError(error: unknown, key: string): StorageError {
  const name = error instanceof DOMException ? error.name : 'unknown';
  return new StorageError(
    name === 'QuotaExceededError' ? 'storage-full' : 'unavailable',
    `${name}: ${key}`,
    error,
  );
}
