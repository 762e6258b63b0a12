import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createLocalCopy } from './local-copy.ts';
import { LocalCopyDeleted, type LocalUpdateStore, type StoredUpdate } from './local-update-store.ts';

/** A store in memory. */
function aStore(stored: Uint8Array[] = []) {
  let isFull = false;
  let isDeleted = false;
  let disk = Promise.resolve();
  let lastKey = stored.length;
  const rows: StoredUpdate[] = stored.map((update, key) => ({ key, update, isUnsynced: false }));
  const insert = (update: Uint8Array, isUnsynced: boolean) => {
    lastKey += 1;
    rows.push({ key: lastKey, update, isUnsynced });
    return lastKey;
  };
  const remove = (matches: (row: StoredUpdate) => boolean) => {
    const removed = rows.filter(matches);
    rows.splice(0, rows.length, ...rows.filter((row) => !matches(row)));
    return removed.map((row) => row.update);
  };
  const opened: LocalUpdateStore = {
    load: async () => [...rows],
    async add(updates, { isWhole }) {
      await disk;
      if (isFull) throw new DOMException('full', 'QuotaExceededError');
      if (isDeleted && !isWhole) throw new LocalCopyDeleted();
      isDeleted = false;
      return updates.map(({ update, isUnsynced }) => insert(update, isUnsynced));
    },
    async markSynced(keys, merge) {
      const found = remove((row) => keys.includes(row.key));
      if (found.length > 0) insert(merge(found), false);
    },
    async compact(merge) {
      insert(merge(remove((row) => !row.isUnsynced)), false);
    },
    async setRejection() {},
    close() {},
  };
  return {
    rows,
    hasUnsynced: () => rows.some((row) => row.isUnsynced),
    open: async () => opened,
    /** Writes fail as on a full disk until `free`. */
    fill: () => {
      isFull = true;
    },
    free: () => {
      isFull = false;
    },
    /** Writes wait until the returned function is called. */
    stall: (): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      disk = promise;
      return resolve;
    },
    /** As if another tab deleted the copy. */
    deleteAll: () => {
      isDeleted = true;
      rows.splice(0);
    },
  };
}

/** Updates with an origin come from the server. */
const isOwn = (origin: unknown) => origin === null;
const fromServer = { side: 'server' };

const text = (doc: Y.Doc) => doc.getText('t');
async function read(rows: { update: Uint8Array }[]): Promise<string> {
  const doc = new Y.Doc();
  await createLocalCopy(doc, aStore(rows.map((row) => row.update)).open(), { isOwn }).loaded;
  return text(doc).toString();
}

describe('the local copy', () => {
  it('stores every update and loads it on the next visit', async () => {
    const store = aStore();
    const doc = new Y.Doc();
    const copy = createLocalCopy(doc, store.open(), { isOwn });
    await copy.loaded;
    text(doc).insert(0, 'Giữ lấy');
    expect(copy.isStored()).toBe(false);
    await expect.poll(copy.isStored).toBe(true);
    expect(await read(store.rows)).toBe('Giữ lấy');
  });

  it('stores updates that were made before it was open', async () => {
    const store = aStore();
    const doc = new Y.Doc();
    const copy = createLocalCopy(doc, store.open(), { isOwn });
    text(doc).insert(0, 'Nhanh tay');
    await copy.loaded;
    await expect.poll(copy.isStored).toBe(true);
    expect(await read(store.rows)).toBe('Nhanh tay');
  });

  it('reports updates that it could not store, and stores them once there is room', async () => {
    const store = aStore();
    const doc = new Y.Doc();
    const reported: boolean[] = [];
    const copy = createLocalCopy(doc, store.open(), {
      isOwn,
      onStoredChange: (isStored) => reported.push(isStored),
    });
    await copy.loaded;
    store.fill();
    text(doc).insert(0, 'Một ');
    await Promise.resolve();
    expect(copy.isStored()).toBe(false);
    store.free();
    text(doc).insert(4, 'hai');
    await expect.poll(copy.isStored).toBe(true);
    expect(await read(store.rows)).toBe('Một hai');
    expect(reported).toEqual([true, false, true]);
  });

  it('is not reported as stored while the disk does not answer', async () => {
    const store = aStore();
    const doc = new Y.Doc();
    const reported: boolean[] = [];
    const copy = createLocalCopy(doc, store.open(), {
      isOwn,
      onStoredChange: (isStored) => reported.push(isStored),
    });
    await copy.loaded;
    const resume = store.stall();
    text(doc).insert(0, 'Chờ đĩa');
    await expect.poll(() => reported, { timeout: 5_000 }).toEqual([true, false]);
    expect(copy.isStored()).toBe(false);
    resume();
    await expect.poll(() => reported).toEqual([true, false, true]);
    expect(copy.isStored()).toBe(true);
  });

  it('never reports anything as stored where the browser has no storage', async () => {
    const doc = new Y.Doc();
    const copy = createLocalCopy(doc, Promise.reject(new DOMException('no', 'InvalidStateError')), { isOwn });
    await copy.loaded;
    text(doc).insert(0, 'Chữ');
    expect(copy.isStored()).toBe(false);
  });

  it('is compacted when there are many rows', async () => {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update) => updates.push(update));
    for (let n = 0; n < 300; n += 1) text(doc).insert(n, 'x');
    const store = aStore(updates);
    const visit = createLocalCopy(new Y.Doc(), store.open(), { isOwn });
    await visit.loaded;
    expect(store.rows).toHaveLength(1);
    expect(await read(store.rows)).toBe('x'.repeat(300));
  });
});

describe('the unsynced flag', () => {
  it('is set on own updates until the server has confirmed them', async () => {
    const store = aStore();
    const doc = new Y.Doc();
    const copy = createLocalCopy(doc, store.open(), { isOwn });
    await copy.loaded;
    text(doc).insert(0, 'Một');
    await expect.poll(copy.isStored).toBe(true);
    expect(store.hasUnsynced()).toBe(true);
    copy.markSynced();
    await expect.poll(store.hasUnsynced).toBe(false);
    expect(await read(store.rows)).toBe('Một');
  });

  it('is not set on updates of others', async () => {
    const store = aStore();
    const doc = new Y.Doc();
    const copy = createLocalCopy(doc, store.open(), { isOwn });
    await copy.loaded;
    doc.transact(() => text(doc).insert(0, 'Của người khác'), fromServer);
    await expect.poll(copy.isStored).toBe(true);
    expect(store.rows).toHaveLength(1);
    expect(store.hasUnsynced()).toBe(false);
  });

  it('stays on updates made after the confirmation, even while the confirmation is being stored', async () => {
    const store = aStore();
    const doc = new Y.Doc();
    const copy = createLocalCopy(doc, store.open(), { isOwn });
    await copy.loaded;
    text(doc).insert(0, 'Một');
    copy.markSynced();
    text(doc).insert(3, ' hai');
    await expect.poll(copy.isStored).toBe(true);
    const unsent = new Y.Doc();
    for (const row of store.rows) if (row.isUnsynced) Y.applyUpdate(unsent, row.update);
    expect(store.rows.filter((row) => row.isUnsynced)).toHaveLength(1);
    copy.markSynced();
    await expect.poll(store.hasUnsynced).toBe(false);
    expect(await read(store.rows)).toBe('Một hai');
  });

  it('is set on a deletion, which does not change the state vector', async () => {
    const store = aStore();
    const doc = new Y.Doc();
    const copy = createLocalCopy(doc, store.open(), { isOwn });
    await copy.loaded;
    text(doc).insert(0, 'Một hai');
    copy.markSynced();
    await expect.poll(store.hasUnsynced).toBe(false);
    text(doc).delete(3, 4);
    await expect.poll(copy.isStored).toBe(true);
    expect(store.hasUnsynced()).toBe(true);
  });

  it('persists across visits', async () => {
    const store = aStore();
    const doc = new Y.Doc();
    const visit = createLocalCopy(doc, store.open(), { isOwn });
    await visit.loaded;
    text(doc).insert(0, 'Gõ khi mất mạng');
    await expect.poll(visit.isStored).toBe(true);
    visit.destroy();

    const next = createLocalCopy(new Y.Doc(), store.open(), { isOwn });
    // A confirmation before the copy was loaded does not cover it.
    next.markSynced();
    await next.loaded;
    expect(store.hasUnsynced()).toBe(true);
    next.markSynced();
    await expect.poll(store.hasUnsynced).toBe(false);
  });

  it('stays on updates that had to be stored again after the disk was full', async () => {
    const store = aStore();
    const doc = new Y.Doc();
    const copy = createLocalCopy(doc, store.open(), { isOwn });
    await copy.loaded;
    store.fill();
    text(doc).insert(0, 'Một');
    await Promise.resolve();
    store.free();
    doc.transact(() => text(doc).insert(0, 'Của người khác. '), fromServer);
    await expect.poll(copy.isStored).toBe(true);
    expect(store.hasUnsynced()).toBe(true);
  });
});

it('a copy that another tab has deleted is stored again, whole, with the next update', async () => {
  const store = aStore();
  const doc = new Y.Doc();
  const copy = createLocalCopy(doc, store.open(), { isOwn });
  await copy.loaded;
  text(doc).insert(0, 'Một');
  copy.markSynced();
  await expect.poll(copy.isStored).toBe(true);
  store.deleteAll();
  text(doc).insert(3, ' hai');
  await expect.poll(() => read(store.rows)).toBe('Một hai');
  expect(store.hasUnsynced()).toBe(true);
  copy.markSynced();
  await expect.poll(store.hasUnsynced).toBe(false);
});
