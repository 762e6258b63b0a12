import {
  announceChange,
  answerOf,
  endOf,
  type FieldChanges,
  type FieldsRecord,
  fieldsName,
  openDeviceDatabase,
} from './device-database.ts';

/** What was filled in around an article's words and the server does not have, on this device. */
export type DeviceFields = {
  /**
   * What an earlier visit left.
   *
   * @throws when this browser keeps nothing.
   */
  load(): Promise<FieldChanges>;
  /** This tab answers for these from now on: what the next `keep` does not name of them goes. */
  takeOver(changes: FieldChanges): void;
  /**
   * `changes`: all that waits in this tab now. What this tab kept before and names no longer is settled and goes; what
   * other tabs keep stays.
   */
  keep(changes: FieldChanges): void;
  /** Whether what was last to be kept is on the disk. Not so in some private windows, or when it is full. */
  isKept(): boolean;
};

/** @param document the `documentKey` of the article and the account. */
export function openDeviceFields(document: string): DeviceFields {
  let own: FieldChanges = {};
  let wanted = own;
  let isWriting = false;

  const write = (changes: FieldChanges) =>
    withFields('readwrite', async (store) => {
      const found: FieldsRecord | undefined = await answerOf(store.get(document));
      const kept = { ...found?.changes };
      for (const [name, { to }] of Object.entries(own)) if (isSame(kept[name]?.to, to)) delete kept[name];
      Object.assign(kept, changes);
      const at = Date.now();
      if (Object.keys(kept).length === 0) store.delete(document);
      else {
        const record = { document, changes: kept, since: found?.since ?? at, at };
        store.put(record satisfies FieldsRecord);
      }
      return Object.keys(kept).length > 0 !== (found !== undefined);
    });

  async function writeAll(): Promise<void> {
    isWriting = true;
    try {
      while (!isSame(own, wanted)) {
        const changes = wanted;
        const isNews = await write(changes);
        own = changes;
        if (isNews) announceChange();
      }
    } catch {
      // `isKept` says so, and the next change tries again.
    } finally {
      isWriting = false;
    }
  }

  return {
    async load() {
      const found = await withFields(
        'readonly',
        (store) => answerOf(store.get(document)) as Promise<FieldsRecord | undefined>,
      );
      return found?.changes ?? {};
    },
    takeOver(changes) {
      own = { ...changes, ...own };
    },
    keep(changes) {
      wanted = changes;
      if (!isWriting) void writeAll();
    },
    isKept: () => !isWriting && isSame(own, wanted),
  };
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Resolves once it is on the disk. */
async function withFields<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => Promise<Result>,
): Promise<Result> {
  const database = await openDeviceDatabase();
  try {
    const transaction = database.transaction(fieldsName, mode, { durability: 'strict' });
    const [result] = await Promise.all([work(transaction.objectStore(fieldsName)), endOf(transaction)]);
    return result;
  } finally {
    database.close();
  }
}
