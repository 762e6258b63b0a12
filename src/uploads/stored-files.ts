import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/**
 * Image files stored on this device until the server has them: written before the upload starts, removed once the
 * figure is in the article or the upload was cancelled. Keyed by account, because browsers are shared.
 */

/** A file as stored in IndexedDB. */
export type StoredFile = {
  /** The id that the placeholder in the article carries. */
  uploadId: string;
  accountId: string;
  articleId: string;
  file: File;
  /** The upload's URL on the server; null until the server has created it. */
  address: string | null;
};

/** Metadata of a stored file, for lists. */
export type StoredFileInfo = { uploadId: string; articleId: string; fileName: string; bytes: number };

/** The stored files of one account. Every method rejects where the browser stores nothing: private windows, a full disk. */
export type StoredFiles = {
  put(stored: Omit<StoredFile, 'accountId'>): Promise<void>;
  get(uploadId: string): Promise<StoredFile | null>;
  /** Records the upload's URL; does nothing when the file is not stored. */
  setUploadUrl(uploadId: string, uploadUrl: string): Promise<void>;
  remove(uploadId: string): Promise<void>;
};

export function storedFilesOf(accountId: string): StoredFiles {
  return {
    put: (stored) =>
      withStore(async (database) => {
        const { store, done } = database.transaction('files', 'readwrite', durable);
        await Promise.all([store.put({ ...stored, accountId }), done]);
      }),
    get: (uploadId) =>
      withStore(async (database) => (await database.get('files', [accountId, uploadId])) ?? null),
    setUploadUrl: (uploadId, uploadUrl) =>
      withStore(async (database) => {
        const { store, done } = database.transaction('files', 'readwrite', durable);
        const setUrl = async () => {
          const stored = await store.get([accountId, uploadId]);
          if (stored) await store.put({ ...stored, address: uploadUrl });
        };
        await Promise.all([setUrl(), done]);
      }),
    remove: (uploadId) =>
      withStore(async (database) => {
        const { store, done } = database.transaction('files', 'readwrite', durable);
        await Promise.all([store.delete([accountId, uploadId]), done]);
      }),
  };
}

/** Lists the account's stored files; empty where the browser stores nothing. Never rejects. */
export async function listStoredFiles(accountId: string): Promise<StoredFileInfo[]> {
  const rows = await withStore((database) => database.getAllFromIndex('files', 'account', accountId)).catch(
    () => [],
  );
  return rows.map(({ uploadId, articleId, file }) => ({
    uploadId,
    articleId,
    fileName: file.name,
    bytes: file.size,
  }));
}

/** Whether files of another account are stored; false where the browser stores nothing. */
export async function hasStoredFilesOfOthers(accountId: string): Promise<boolean> {
  const counts = await withStore((database) =>
    Promise.all([database.count('files'), database.countFromIndex('files', 'account', accountId)]),
  ).catch(() => [0, 0] as const);
  return counts[0] > counts[1];
}

/**
 * Deletes the account's stored files, or those of one article, and notifies the upload queue.
 *
 * @throws when some files may be left.
 */
export async function clearStoredFiles(accountId: string, articleId?: string): Promise<void> {
  if (typeof indexedDB === 'undefined') return;
  await withStore(async (database) => {
    const { store, done } = database.transaction('files', 'readwrite', durable);
    const deleteAll = async () => {
      for (const row of await store.index('account').getAll(accountId)) {
        if (articleId === undefined || row.articleId === articleId) {
          await store.delete([accountId, row.uploadId]);
        }
      }
    };
    await Promise.all([deleteAll(), done]);
  });
  for (const listener of clearListeners) listener(accountId, articleId);
}

type ClearListener = (accountId: string, articleId?: string) => void;
const clearListeners: ClearListener[] = [];

/** Calls back after files were cleared, so that their uploads stop. Lasts as long as the page. */
export function onStoredFilesCleared(listener: ClearListener): void {
  clearListeners.push(listener);
}

/**
 * Acquires the upload's Web Lock, which one tab at a time holds; closing the tab releases it. Without the Web Locks
 * API (pages without HTTPS) it is granted immediately, and the server deduplicates.
 *
 * @returns release.
 * @throws the signal's reason when aborted before the lock was granted.
 */
export function lockUpload(uploadId: string, signal: AbortSignal): Promise<() => void> {
  if (!navigator.locks) return Promise.resolve(() => {});
  return new Promise((resolve, reject) => {
    const holdLock = () => new Promise<void>((release) => resolve(release));
    navigator.locks.request(`toa-soan-upload-${uploadId}`, { signal }, holdLock).catch(reject);
  });
}

type FilesSchema = DBSchema & {
  files: { key: [string, string]; value: StoredFile; indexes: { account: string } };
};

const durable = { durability: 'strict' } as const;

/** Opens the database for one operation: there are only a few of them a minute. */
async function withStore<Result>(
  operation: (database: IDBPDatabase<FilesSchema>) => Promise<Result>,
): Promise<Result> {
  const database = await openDB<FilesSchema>('toa-soan-files', 1, {
    upgrade(upgraded) {
      const store = upgraded.createObjectStore('files', { keyPath: ['accountId', 'uploadId'] });
      store.createIndex('account', 'accountId');
    },
  });
  try {
    return await operation(database);
  } finally {
    database.close();
  }
}
