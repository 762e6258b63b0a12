import { type FieldChanges, openLocalDatabase, publishLocalChange, transact } from './local-database.ts';

/** The form fields of one article that the server does not have, in IndexedDB. */
export type LocalFields = {
  /**
   * The changes that earlier visits left unsynced.
   *
   * @throws where the browser has no storage.
   */
  load(): Promise<FieldChanges>;
  /** Makes this tab the owner of these changes: the next `save` deletes those that it does not name. */
  adopt(changes: FieldChanges): void;
  /**
   * Stores all changes that are unsynced in this tab now. Changes that this tab stored before and that are no longer
   * among them are deleted; those of other tabs stay.
   */
  save(changes: FieldChanges): void;
  /** Whether the last saved changes are on the disk. */
  isStored(): boolean;
};

/** @param document the `documentKey` of the article and the account. */
export function openLocalFields(document: string): LocalFields {
  let lastStored: FieldChanges = {};
  let latest = lastStored;
  let isWriting = false;

  /** @returns whether the article's record was created or deleted. */
  async function write(changes: FieldChanges): Promise<boolean> {
    const database = await openLocalDatabase();
    try {
      return await transact(
        database,
        ['fields'],
        'readwrite',
        async (transaction) => {
          const store = transaction.objectStore('fields');
          const found = await store.get(document);
          const merged = { ...found?.changes };
          for (const [name, { to }] of Object.entries(lastStored)) {
            if (isSame(merged[name]?.to, to)) delete merged[name];
          }
          Object.assign(merged, changes);
          const at = Date.now();
          const hasChanges = Object.keys(merged).length > 0;
          if (hasChanges) await store.put({ document, changes: merged, since: found?.since ?? at, at });
          else await store.delete(document);
          return hasChanges !== (found !== undefined);
        },
        'strict',
      );
    } finally {
      database.close();
    }
  }

  async function writeAll(): Promise<void> {
    isWriting = true;
    try {
      while (!isSame(lastStored, latest)) {
        const changes = latest;
        const isNews = await write(changes);
        lastStored = changes;
        if (isNews) publishLocalChange();
      }
    } catch {
      // `isStored` stays false; the next change tries again.
    } finally {
      isWriting = false;
    }
  }

  return {
    async load() {
      const database = await openLocalDatabase();
      try {
        return (await database.get('fields', document))?.changes ?? {};
      } finally {
        database.close();
      }
    },
    adopt(changes) {
      lastStored = { ...changes, ...lastStored };
    },
    save(changes) {
      latest = changes;
      if (!isWriting) void writeAll();
    },
    isStored: () => !isWriting && isSame(lastStored, latest),
  };
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
