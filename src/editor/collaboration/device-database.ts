/**
 * Where this browser keeps words: one IndexedDB for all accounts and articles.
 *
 * - `updates`: the Yjs updates of every document, under rising keys. `unsent` names the document again on those that
 *   were written here and that the server has not told to be stored, so that an index finds them and nothing else;
 *   `at` is when they were written (milliseconds).
 * - `copies`: one record for each document that is kept.
 * - `fields`: one record for each document around which something was filled in that the server does not have.
 */
export type UpdateRow = { document: string; update: Uint8Array; unsent?: string; at?: number };

export type CopyRecord = {
  document: string;
  /** Another one after the copy was thrown away: a tab that still has it open must not write on without its beginning. */
  epoch: string;
  /** When it was last opened (milliseconds). */
  usedAt: number;
  /** Why the server did not take what is unsent: a code of the save state. Null: it did not say no. */
  reason: string | null;
};

/** Values of the inspector's form, by the names of the API: what the server had, and what it is to get. */
export type FieldChanges = Record<string, FieldChange>;
/** Without `from`: somebody else had changed it too, and which one stays was not chosen. */
type FieldChange = { from?: unknown; to: unknown };

/** `since` and `at`: when the first and the last of them were made (milliseconds). */
export type FieldsRecord = { document: string; changes: FieldChanges; since: number; at: number };

const databaseName = 'toa-soan-words';
export const updatesName = 'updates';
export const copiesName = 'copies';
export const fieldsName = 'fields';

/** The copy of an article that belongs to this account. */
export const documentKey = (articleId: string, userId: string): string => `article:${articleId}:${userId}`;

export function ownerOf(document: string): { articleId: string; userId: string } {
  const [, articleId = '', userId = ''] = document.split(':');
  return { articleId, userId };
}

/** @throws when this browser keeps nothing: private windows, a full disk, no IndexedDB. */
export async function openDeviceDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open(databaseName, 3);
  opening.onupgradeneeded = ({ oldVersion }) => {
    const { result: database, transaction } = opening;
    if (oldVersion < 1) {
      database.createObjectStore(updatesName, { autoIncrement: true }).createIndex('document', 'document');
    }
    if (oldVersion < 2) {
      // What the first version kept stays as it is, and is sent and marked when its article is opened.
      transaction?.objectStore(updatesName).createIndex('unsent', 'unsent');
      database.createObjectStore(copiesName, { keyPath: 'document' });
    }
    if (oldVersion < 3) database.createObjectStore(fieldsName, { keyPath: 'document' });
  };
  const database = await answerOf(opening);
  // Another tab has a newer version of the page and wants to change the store.
  database.onversionchange = () => database.close();
  return database;
}

export function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export function endOf(transaction: IDBTransaction): Promise<void> {
  const end = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
  });
  // Whoever begins a transaction may hear of a fault from one of its requests first.
  end.catch(() => undefined);
  return end;
}

const channelName = 'toa-soan-words';
let channel: BroadcastChannel | null = null;

/** Tells every tab, this one too, that what is kept here is more or less than before. */
export function announceChange(): void {
  channel ??= new BroadcastChannel(channelName);
  channel.postMessage('changed');
}

/** @returns the way to hear no more. */
export function onDeviceChange(listener: () => void): () => void {
  const ears = new BroadcastChannel(channelName);
  ears.onmessage = listener;
  return () => ears.close();
}
