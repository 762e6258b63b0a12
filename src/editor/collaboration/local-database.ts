import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { schemaVersion } from '../../../domain/document/content.ts';

/**
 * The IndexedDB database for unsynced changes, shared by all accounts and articles of this browser. Names of the
 * database, its stores, indexes and record fields are stored: they stay as they are.
 */
export interface LocalSchema extends DBSchema {
  /** Yjs updates of all documents, under increasing keys. */
  updates: { key: number; value: UpdateRow; indexes: { document: string; unsent: string } };
  /** One record for each document that has a local copy. */
  copies: { key: string; value: CopyRecord };
  /** One record for each document with unsynced form fields. */
  fields: { key: string; value: FieldsRecord };
}

type UpdateRow = {
  document: string;
  update: Uint8Array;
  /** Equal to `document` on updates that the server has not confirmed, so that an index finds exactly those. */
  unsent?: string;
  /** When an unsynced update was written (milliseconds since the epoch). */
  at?: number;
};

export type CopyRecord = {
  document: string;
  /** Changes when the copy is deleted and created again: a tab with the old copy open must not append to the new one. */
  epoch: string;
  /** When it was last opened (milliseconds since the epoch). */
  usedAt: number;
  /** Why the server rejected the unsynced updates, a code of the save state; null if it has not. */
  reason: string | null;
};

/** Values of the inspector's form by API field name: the value the server had, and the value to send. */
export type FieldChanges = Record<string, FieldChange>;
/** `from` is missing on a conflict that was not resolved yet. */
type FieldChange = { from?: unknown; to: unknown };

/** `since` and `at`: when the first and the last change were made (milliseconds since the epoch). */
type FieldsRecord = { document: string; changes: FieldChanges; since: number; at: number };

export type LocalDatabase = IDBPDatabase<LocalSchema>;

/** Of schema versions up to 3. */
const firstDatabaseName = 'toa-soan-words';

/**
 * A database of its own for each schema version: an editor deletes what it does not know, so a tab that was opened before
 * an update must not load copies that were stored after it.
 */
const databaseNameOf = (schema: number): string =>
  schema <= 3 ? firstDatabaseName : `${firstDatabaseName}-${schema}`;

export const allStores = ['updates', 'copies', 'fields'] as const;

/** The key of an account's copy of an article. */
export const documentKey = (articleId: string, userId: string): string => `article:${articleId}:${userId}`;

export function parseDocumentKey(document: string): { articleId: string; userId: string } {
  const [, articleId = '', userId = ''] = document.split(':');
  return { articleId, userId };
}

/**
 * Opens the database of this schema version. What tabs with earlier versions have stored is moved into it each time,
 * because they may still be open.
 *
 * @throws where the browser has no storage: private windows, a full disk, no IndexedDB.
 */
export async function openLocalDatabase(): Promise<LocalDatabase> {
  const database = await open(databaseNameOf(schemaVersion));
  for (const name of await earlierDatabaseNames()) {
    const earlier = await open(name);
    // On a full disk the records stay where they are until the next time.
    const hasMoved = await moveRecords(earlier, database).catch(() => false);
    earlier.close();
    if (hasMoved) publishLocalChange();
  }
  return database;
}

async function earlierDatabaseNames(): Promise<string[]> {
  const names = new Set<string>();
  for (let schema = 3; schema < schemaVersion; schema += 1) names.add(databaseNameOf(schema));
  const existing = new Set((await indexedDB.databases()).map(({ name }) => name));
  return [...names].filter((name) => existing.has(name));
}

async function open(name: string): Promise<LocalDatabase> {
  const database = await openDB<LocalSchema>(name, 3, {
    upgrade(database, oldVersion, _newVersion, transaction) {
      if (oldVersion < 1) {
        database.createObjectStore('updates', { autoIncrement: true }).createIndex('document', 'document');
      }
      if (oldVersion < 2) {
        // Updates of version 1 are left unflagged: they are sent and flagged when their article is opened.
        transaction.objectStore('updates').createIndex('unsent', 'unsent');
        database.createObjectStore('copies', { keyPath: 'document' });
      }
      if (oldVersion < 3) database.createObjectStore('fields', { keyPath: 'document' });
    },
  });
  // A tab with a newer version of the page is about to upgrade the database.
  database.addEventListener('versionchange', () => database.close());
  return database;
}

type Stores = readonly StoreNames<LocalSchema>[];

/**
 * Runs `work` in a transaction and resolves with its result once the transaction is committed. `work` has to await or
 * return the promise of each request, or its rejection goes unhandled.
 */
export async function transact<const Names extends Stores, Mode extends 'readonly' | 'readwrite', Result>(
  database: LocalDatabase,
  stores: Names,
  mode: Mode,
  work: (transaction: IDBPTransaction<LocalSchema, Names, Mode>) => Promise<Result>,
  durability: IDBTransactionDurability = 'default',
): Promise<Result> {
  const transaction = database.transaction(stores, mode, { durability });
  const [result] = await Promise.all([work(transaction), transaction.done]);
  return result;
}

/**
 * Moves all records to another database. Those that are written meanwhile stay for the next time. An interrupted move is
 * repeated: to apply an update twice changes nothing.
 *
 * @returns whether there were any.
 */
async function moveRecords(from: LocalDatabase, to: LocalDatabase): Promise<boolean> {
  const [keys, updates, copies, fields] = await transact(from, allStores, 'readonly', (transaction) => {
    const store = transaction.objectStore('updates');
    const [copyStore, fieldStore] = [transaction.objectStore('copies'), transaction.objectStore('fields')];
    return Promise.all([store.getAllKeys(), store.getAll(), copyStore.getAll(), fieldStore.getAll()]);
  });
  if (keys.length + copies.length + fields.length === 0) return false;

  await transact(
    to,
    allStores,
    'readwrite',
    async (transaction) => {
      const [copyStore, fieldStore] = [transaction.objectStore('copies'), transaction.objectStore('fields')];
      await Promise.all(updates.map((row) => transaction.objectStore('updates').add(row)));
      for (const copy of copies) {
        // A tab may have the newer copy open, and knows it by its epoch.
        if (!(await copyStore.get(copy.document))) await copyStore.put(copy);
      }
      for (const record of fields) {
        const {
          changes = {},
          since = record.since,
          at = record.at,
        } = (await fieldStore.get(record.document)) ?? {};
        await fieldStore.put({
          document: record.document,
          changes: { ...record.changes, ...changes },
          since: Math.min(since, record.since),
          at: Math.max(at, record.at),
        });
      }
    },
    // On the disk before the originals are deleted.
    'strict',
  );

  await transact(from, allStores, 'readwrite', async (transaction) => {
    const [copyStore, fieldStore] = [transaction.objectStore('copies'), transaction.objectStore('fields')];
    await Promise.all(keys.map((key) => transaction.objectStore('updates').delete(key)));
    // A tab that has the copy open stores it again, whole, with its next change.
    await Promise.all(copies.map(({ document }) => copyStore.delete(document)));
    for (const { document, at } of fields) {
      if ((await fieldStore.get(document))?.at === at) await fieldStore.delete(document);
    }
  });
  return true;
}

/** The channel's name is known to open pages of earlier versions. */
const channelName = 'toa-soan-words';
let publisher: BroadcastChannel | null = null;

/** Notifies every tab, including this one, that local drafts were added or removed. */
export function publishLocalChange(): void {
  publisher ??= new BroadcastChannel(channelName);
  publisher.postMessage('changed');
}

/** @returns unsubscribe */
export function onLocalChange(listener: () => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = listener;
  return () => channel.close();
}
