import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { assertKey, type FileStore, StorageError } from './file-store.ts';

type FilesSchema = DBSchema & { files: { key: string; value: Uint8Array } };

/**
 * A file store in the browser's IndexedDB, shared by all tabs of the origin.
 *
 * @param databaseName the IndexedDB database; created when it does not exist.
 */
export function indexedDbFiles(databaseName: string): FileStore {
  let opened: Promise<IDBPDatabase<FilesSchema>> | null = null;

  function database(): Promise<IDBPDatabase<FilesSchema>> {
    opened ??= open(databaseName).catch((error: unknown) => {
      // The next request retries.
      opened = null;
      throw error;
    });
    return opened;
  }

  async function write(key: string, bytes: Uint8Array | null): Promise<void> {
    assertKey(key);
    try {
      const { store, done } = (await database()).transaction('files', 'readwrite', { durability: 'strict' });
      await Promise.all([bytes ? store.put(bytes, key) : store.delete(key), done]);
    } catch (error) {
      throw storageError(error, key);
    }
  }

  return {
    put: write,
    async get(key) {
      assertKey(key);
      try {
        const found = await (await database()).get('files', key);
        return found ? new Uint8Array(found) : null;
      } catch (error) {
        throw storageError(error, key);
      }
    },
    delete: (key) => write(key, null),
  };
}

async function open(databaseName: string): Promise<IDBPDatabase<FilesSchema>> {
  const database = await openDB<FilesSchema>(databaseName, 1, {
    upgrade(upgraded) {
      upgraded.createObjectStore('files');
    },
  });
  // Do not block another tab that deletes the database for a fresh demo.
  database.addEventListener('versionchange', () => database.close());
  return database;
}

function storageError(error: unknown, key: string): StorageError {
  const name = error instanceof DOMException ? error.name : 'unknown';
  return new StorageError(
    name === 'QuotaExceededError' ? 'storage-full' : 'unavailable',
    `${name}: ${key}`,
    error,
  );
}
