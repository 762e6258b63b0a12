import {
  announceChange,
  answerOf,
  type CopyRecord,
  copiesName,
  documentKey,
  endOf,
  type FieldChanges,
  type FieldsRecord,
  fieldsName,
  openDeviceDatabase,
  ownerOf,
  type UpdateRow,
  updatesName,
} from './device-database.ts';

/** An article of which this device holds what the server has not told to be stored. */
export type KeptArticle = {
  articleId: string;
  hasWords: boolean;
  fields: FieldChanges;
  /** When the first and the last of them were written here. */
  since: Date;
  lastAt: Date;
  /** Why the server did not take them; null when it has not said no: there was no network, or no time. */
  reason: string | null;
};

/** Everything that is kept of one article: what the server has as well, and what only this device has. */
export type KeptUpdates = { sent: Uint8Array[]; unsent: Uint8Array[] };

/** The unsent articles of an account, the latest first. None where this browser keeps nothing. */
export async function listKept(userId: string): Promise<KeptArticle[]> {
  return onDevice([], async (database) => {
    const transaction = database.transaction([updatesName, copiesName, fieldsName]);
    const records: CopyRecord[] = await answerOf(transaction.objectStore(copiesName).getAll());
    const reasons = new Map(records.map(({ document, reason }) => [document, reason]));
    const rows: UpdateRow[] = await answerOf(transaction.objectStore(updatesName).index('unsent').getAll());
    const filledIn: FieldsRecord[] = await answerOf(transaction.objectStore(fieldsName).getAll());
    const fields = new Map(filledIn.map((record) => [record.document, record]));
    const words = Map.groupBy(rows, (row) => row.document);
    return [...new Set([...words.keys(), ...fields.keys()])]
      .map((document) => {
        const written = (words.get(document) ?? []).map(({ at = 0 }) => at);
        const filled = fields.get(document);
        const moments = filled ? [...written, filled.since, filled.at] : written;
        return {
          ...ownerOf(document),
          hasWords: written.length > 0,
          fields: filled?.changes ?? {},
          since: new Date(Math.min(...moments)),
          lastAt: new Date(Math.max(...moments)),
          reason: reasons.get(document) ?? null,
        };
      })
      .filter((kept) => kept.userId === userId)
      .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime());
  });
}

export async function readKept(articleId: string, userId: string): Promise<KeptUpdates> {
  return onDevice({ sent: [], unsent: [] }, async (database) => {
    const index = database.transaction(updatesName).objectStore(updatesName).index('document');
    const rows: UpdateRow[] = await answerOf(index.getAll(documentKey(articleId, userId)));
    const updatesOf = (isUnsent: boolean) =>
      rows.filter((row) => (row.unsent !== undefined) === isUnsent).map((row) => row.update);
    return { sent: updatesOf(false), unsent: updatesOf(true) };
  });
}

/** Throws away what is kept of an article. What the server has comes again when the article is opened. */
export async function discardKept(articleId: string, userId: string): Promise<void> {
  await dropCopies((document) => document === documentKey(articleId, userId));
}

/** Throws away everything that this device keeps of an account. */
export async function clearAccount(userId: string): Promise<void> {
  await dropCopies((document) => ownerOf(document).userId === userId);
}

/** Throws away the copies, of any account, that were not opened since `before` and hold nothing unsent. */
export async function dropUnused(before: Date): Promise<void> {
  await dropCopies(
    (_document, record, hasUnsent) => !hasUnsent && (record?.usedAt ?? Infinity) < before.getTime(),
  );
}

type IsToGo = (document: string, record: CopyRecord | undefined, hasUnsent: boolean) => boolean;

async function dropCopies(isToGo: IsToGo): Promise<void> {
  await onDevice(undefined, async (database) => {
    // What is said to be gone is gone from the disk.
    const transaction = database.transaction([updatesName, copiesName, fieldsName], 'readwrite', {
      durability: 'strict',
    });
    const ended = endOf(transaction);
    const updates = transaction.objectStore(updatesName);
    const copies = transaction.objectStore(copiesName);
    const fields = transaction.objectStore(fieldsName);
    const records: CopyRecord[] = await answerOf(copies.getAll());
    const known = new Map(records.map((record) => [record.document, record]));
    const filledIn = (await answerOf(fields.getAllKeys())).map(String);
    const unsent = new Set([...(await documentsIn(updates.index('unsent'))), ...filledIn]);
    for (const document of await documentsIn(updates.index('document'))) {
      if (!isToGo(document, known.get(document), unsent.has(document))) continue;
      for (const key of await answerOf(updates.index('document').getAllKeys(document))) updates.delete(key);
      copies.delete(document);
    }
    for (const record of records) {
      if (isToGo(record.document, record, unsent.has(record.document))) copies.delete(record.document);
    }
    for (const document of filledIn) {
      if (isToGo(document, known.get(document), true)) fields.delete(document);
    }
    await ended;
    announceChange();
  });
}

/** The documents that an index names, each once, without their rows. */
async function documentsIn(index: IDBIndex): Promise<Set<string>> {
  const documents = new Set<string>();
  await new Promise<void>((resolve, reject) => {
    const request = index.openKeyCursor(null, 'nextunique');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return resolve();
      documents.add(String(cursor.key));
      cursor.continue();
    };
  });
  return documents;
}

/** `nothing`: what to answer where this browser has no store at all. */
async function onDevice<Result>(
  nothing: Result,
  work: (database: IDBDatabase) => Promise<Result>,
): Promise<Result> {
  if (typeof indexedDB === 'undefined') return nothing;
  const database = await openDeviceDatabase().catch(() => null);
  if (!database) return nothing;
  try {
    return await work(database);
  } finally {
    database.close();
  }
}
