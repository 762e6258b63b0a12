/**
 * Files that wait on this device until the server has them: written here before anything is sent, taken out when the
 * picture stands in its place or the person lets it go. By account, because a browser is shared.
 */

/** A file as it lies on the device. */
export type KeptFile = {
  /** The id that its placeholder in the article carries. */
  uploadId: string;
  accountId: string;
  articleId: string;
  file: File;
  /** Where the server takes its parts, once it has been asked. */
  address: string | null;
};

/** What a person is told of such a file. */
export type WaitingFile = { uploadId: string; articleId: string; fileName: string; bytes: number };

/** The files of one account. Every method rejects where this browser keeps nothing: private windows, a full disk. */
export type KeptFiles = {
  put(kept: Omit<KeptFile, 'accountId'>): Promise<void>;
  get(uploadId: string): Promise<KeptFile | null>;
  /** Remembers where the parts go. Nothing happens where the file is not kept. */
  setAddress(uploadId: string, address: string): Promise<void>;
  remove(uploadId: string): Promise<void>;
};

/** The files of this account that wait on this device; none where the browser keeps nothing. Never rejects. */
export async function waitingFilesOf(accountId: string): Promise<WaitingFile[]> {
  const rows = await inStore('readonly', (store) => ofAccount(store, accountId)).catch(() => []);
  return rows.map(({ uploadId, articleId, file }) => ({
    uploadId,
    articleId,
    fileName: file.name,
    bytes: file.size,
  }));
}

/** Takes the account's files off this device: all of them, or those of one article. Rejects when some may be left. */
export async function clearWaitingFiles(accountId: string, articleId?: string): Promise<void> {
  if (typeof indexedDB === 'undefined') return;
  await inStore('readwrite', async (store) => {
    for (const row of await ofAccount(store, accountId)) {
      if (articleId === undefined || row.articleId === articleId) store.delete([accountId, row.uploadId]);
    }
  });
  for (const listener of clearListeners) listener(accountId, articleId);
}

type ClearListener = (accountId: string, articleId?: string) => void;
const clearListeners: ClearListener[] = [];

/** Calls back when files were cleared: what was being sent of them stops. */
export function onFilesCleared(listener: ClearListener): void {
  clearListeners.push(listener);
}

/**
 * Waits until no other tab has this upload in hand, and takes it; a tab that closes lets go. Where the browser has no
 * locks (pages without HTTPS) everybody gets it at once, and the server sees to it that there is one picture.
 *
 * @returns the way to let go. Rejects when `signal` is aborted before.
 */
export function holdUpload(uploadId: string, signal: AbortSignal): Promise<() => void> {
  if (!navigator.locks) return Promise.resolve(() => {});
  return new Promise((resolve, reject) => {
    const held = () => new Promise<void>((release) => resolve(release));
    navigator.locks.request(`toa-soan-upload-${uploadId}`, { signal }, held).catch(reject);
  });
}

export function keptFilesOf(accountId: string): KeptFiles {
  const find = async (store: IDBObjectStore, uploadId: string) =>
    ((await answerOf(store.get([accountId, uploadId]))) as KeptFile | undefined) ?? null;
  return {
    put: (kept) => inStore('readwrite', (store) => void store.put({ ...kept, accountId } satisfies KeptFile)),
    get: (uploadId) => inStore('readonly', (store) => find(store, uploadId)),
    setAddress: (uploadId, address) =>
      inStore('readwrite', async (store) => {
        const kept = await find(store, uploadId);
        if (kept) store.put({ ...kept, address });
      }),
    remove: (uploadId) => inStore('readwrite', (store) => void store.delete([accountId, uploadId])),
  };
}

const databaseName = 'toa-soan-files';
const storeName = 'files';

async function ofAccount(store: IDBObjectStore, accountId: string): Promise<KeptFile[]> {
  return (await answerOf(store.index('account').getAll(accountId))) as KeptFile[];
}

/** Runs `work` in a transaction and waits until it is on the disk. Opened each time: it happens a few times a minute. */
async function inStore<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => Result | Promise<Result>,
): Promise<Result> {
  const opening = indexedDB.open(databaseName, 1);
  opening.onupgradeneeded = () => {
    const store = opening.result.createObjectStore(storeName, { keyPath: ['accountId', 'uploadId'] });
    store.createIndex('account', 'accountId');
  };
  const database = await answerOf(opening);
  try {
    const transaction = database.transaction(storeName, mode, { durability: 'strict' });
    const end = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    const [result] = await Promise.all([work(transaction.objectStore(storeName)), end]);
    return result;
  } finally {
    database.close();
  }
}

function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
