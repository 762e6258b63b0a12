import {
  allStores,
  type CopyRecord,
  documentKey,
  type FieldChanges,
  type LocalDatabase,
  openLocalDatabase,
  parseDocumentKey,
  publishLocalChange,
  transact,
} from './local-database.ts';

/** An article with changes in this browser that the server has not confirmed. */
export type LocalDraft = {
  articleId: string;
  /** Whether its text has changed; otherwise only `fields` have. */
  hasText: boolean;
  fields: FieldChanges;
  /** When the first and the last of the changes were made. */
  since: Date;
  lastAt: Date;
  /** Why the server rejected them; null if it has not: the browser was offline, or closed before they were sent. */
  reason: string | null;
};

/** The Yjs updates of one article, by whether the server has confirmed them. */
export type LocalDraftUpdates = { synced: Uint8Array[]; unsynced: Uint8Array[] };

/** The local drafts of an account, latest first; none where the browser has no storage. */
export async function listLocalDrafts(userId: string): Promise<LocalDraft[]> {
  return (await listAllLocalDrafts()).filter((draft) => draft.userId === userId);
}

/** Whether this browser has local drafts of another account. */
export async function hasLocalDraftsOfOthers(userId: string): Promise<boolean> {
  return (await listAllLocalDrafts()).some((draft) => draft.userId !== userId);
}

async function listAllLocalDrafts(): Promise<(LocalDraft & { userId: string })[]> {
  return withLocalDatabase([], async (database) => {
    const [copies, updates, fieldRecords] = await transact(database, allStores, 'readonly', (transaction) =>
      Promise.all([
        transaction.objectStore('copies').getAll(),
        transaction.objectStore('updates').index('unsent').getAll(),
        transaction.objectStore('fields').getAll(),
      ]),
    );
    const reasons = new Map(copies.map(({ document, reason }) => [document, reason]));
    const fields = new Map(fieldRecords.map((record) => [record.document, record]));
    const updatesByDocument = Map.groupBy(updates, (row) => row.document);
    return [...new Set([...updatesByDocument.keys(), ...fields.keys()])]
      .map((document) => {
        const updateTimes = (updatesByDocument.get(document) ?? []).map(({ at = 0 }) => at);
        const fieldsRecord = fields.get(document);
        const times = fieldsRecord ? [...updateTimes, fieldsRecord.since, fieldsRecord.at] : updateTimes;
        return {
          ...parseDocumentKey(document),
          hasText: updateTimes.length > 0,
          fields: fieldsRecord?.changes ?? {},
          since: new Date(Math.min(...times)),
          lastAt: new Date(Math.max(...times)),
          reason: reasons.get(document) ?? null,
        };
      })
      .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime());
  });
}

export async function readLocalDraft(articleId: string, userId: string): Promise<LocalDraftUpdates> {
  return withLocalDatabase({ synced: [], unsynced: [] }, async (database) => {
    const rows = await database.getAllFromIndex('updates', 'document', documentKey(articleId, userId));
    const { synced = [], unsynced = [] } = Object.groupBy(rows, (row) =>
      row.unsent === undefined ? 'synced' : 'unsynced',
    );
    return { synced: synced.map((row) => row.update), unsynced: unsynced.map((row) => row.update) };
  });
}

/** Deletes an article's local copy and fields. Content that the server has is loaded when the article is opened. */
export async function discardLocalDraft(articleId: string, userId: string): Promise<void> {
  await deleteCopies((document) => document === documentKey(articleId, userId));
}

/** Deletes everything stored for an account. */
export async function deleteLocalCopies(userId: string): Promise<void> {
  await deleteCopies((document) => parseDocumentKey(document).userId === userId);
}

/** Deletes the copies, of any account, that were not opened since `before` and hold no unsynced changes. */
export async function deleteUnusedLocalCopies(before: Date): Promise<void> {
  await deleteCopies(
    (_document, copy, hasUnsynced) => !hasUnsynced && (copy?.usedAt ?? Infinity) < before.getTime(),
  );
}

type CopyFilter = (document: string, copy: CopyRecord | undefined, hasUnsynced: boolean) => boolean;

async function deleteCopies(shouldDelete: CopyFilter): Promise<void> {
  await withLocalDatabase(undefined, async (database) => {
    // Strict: a deletion that is confirmed on screen is on the disk.
    await transact(
      database,
      allStores,
      'readwrite',
      async (transaction) => {
        const updates = transaction.objectStore('updates');
        const copies = transaction.objectStore('copies');
        const fields = transaction.objectStore('fields');
        const records = new Map((await copies.getAll()).map((record) => [record.document, record]));
        const withFields = await fields.getAllKeys();
        const unsynced = new Set([...(await documentsIn(updates.index('unsent'))), ...withFields]);
        const documents = await documentsIn(updates.index('document'));
        for (const document of new Set([...documents, ...records.keys(), ...withFields])) {
          if (!shouldDelete(document, records.get(document), unsynced.has(document))) continue;
          const keys = await updates.index('document').getAllKeys(document);
          await Promise.all([
            ...keys.map((key) => updates.delete(key)),
            copies.delete(document),
            fields.delete(document),
          ]);
        }
      },
      'strict',
    );
    publishLocalChange();
  });
}

type KeyCursorIndex = {
  openKeyCursor(query: null, direction: 'nextunique'): Promise<KeyCursor | null>;
};
type KeyCursor = { key: string; continue(): Promise<KeyCursor | null> };

/** The distinct documents of an index, without reading their rows. */
async function documentsIn(index: KeyCursorIndex): Promise<Set<string>> {
  const documents = new Set<string>();
  let cursor = await index.openKeyCursor(null, 'nextunique');
  while (cursor) {
    documents.add(cursor.key);
    cursor = await cursor.continue();
  }
  return documents;
}

/** Returns `fallback` where the browser has no storage. */
async function withLocalDatabase<Result>(
  fallback: Result,
  work: (database: LocalDatabase) => Promise<Result>,
): Promise<Result> {
  if (typeof indexedDB === 'undefined') return fallback;
  const database = await openLocalDatabase().catch(() => null);
  if (!database) return fallback;
  try {
    return await work(database);
  } finally {
    database.close();
  }
}
