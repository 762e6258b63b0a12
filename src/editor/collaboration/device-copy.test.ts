import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { keepOnDevice } from './device-copy.ts';
import { CopyGone, type DeviceStore, type KeptUpdate } from './device-store.ts';

/** A device in memory. `breakDown` makes it refuse to write, as a full one does. */
function aDevice(kept: Uint8Array[] = []) {
  let isBroken = false;
  let isGone = false;
  let disk = Promise.resolve();
  let lastKey = kept.length;
  const rows: KeptUpdate[] = kept.map((update, key) => ({ key, update, isUnsent: false }));
  const keep = (update: Uint8Array, isUnsent: boolean) => {
    lastKey += 1;
    rows.push({ key: lastKey, update, isUnsent });
    return lastKey;
  };
  const take = (isWanted: (row: KeptUpdate) => boolean) => {
    const taken = rows.filter(isWanted);
    rows.splice(0, rows.length, ...rows.filter((row) => !isWanted(row)));
    return taken.map((row) => row.update);
  };
  const store: DeviceStore = {
    load: async () => [...rows],
    async add(updates, { isWhole }) {
      await disk;
      if (isBroken) throw new DOMException('full', 'QuotaExceededError');
      if (isGone && !isWhole) throw new CopyGone();
      isGone = false;
      return updates.map(({ update, isUnsent }) => keep(update, isUnsent));
    },
    async settle(keys, merge) {
      const found = take((row) => keys.includes(row.key));
      if (found.length > 0) keep(merge(found), false);
    },
    async compact(merge) {
      keep(merge(take((row) => !row.isUnsent)), false);
    },
    async explain() {},
    close() {},
  };
  return {
    rows,
    hasUnsent: () => rows.some((row) => row.isUnsent),
    open: async () => store,
    breakDown: () => {
      isBroken = true;
    },
    mend: () => {
      isBroken = false;
    },
    /** The disk does nothing until the answer is called. */
    stall: (): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      disk = promise;
      return resolve;
    },
    /** Another tab throws the copy away. */
    empty: () => {
      isGone = true;
      rows.splice(0);
    },
  };
}

/** Whatever has an origin came from the server. */
const isOwn = (origin: unknown) => origin === null;
const fromServer = { side: 'server' };

const text = (doc: Y.Doc) => doc.getText('t');
async function read(rows: { update: Uint8Array }[]): Promise<string> {
  const doc = new Y.Doc();
  await keepOnDevice(doc, aDevice(rows.map((row) => row.update)).open(), { isOwn }).loaded;
  return text(doc).toString();
}

describe('the copy on the device', () => {
  it('has every word, and brings it back on the next visit', async () => {
    const device = aDevice();
    const doc = new Y.Doc();
    const copy = keepOnDevice(doc, device.open(), { isOwn });
    await copy.loaded;
    text(doc).insert(0, 'Giữ lấy');
    expect(copy.isKept()).toBe(false);
    await expect.poll(copy.isKept).toBe(true);
    expect(await read(device.rows)).toBe('Giữ lấy');
  });

  it('has the words that were typed before it was open', async () => {
    const device = aDevice();
    const doc = new Y.Doc();
    const copy = keepOnDevice(doc, device.open(), { isOwn });
    text(doc).insert(0, 'Nhanh tay');
    await copy.loaded;
    await expect.poll(copy.isKept).toBe(true);
    expect(await read(device.rows)).toBe('Nhanh tay');
  });

  it('says that it does not have what it could not write, and has it once there is room', async () => {
    const device = aDevice();
    const doc = new Y.Doc();
    const heard: boolean[] = [];
    const copy = keepOnDevice(doc, device.open(), {
      isOwn,
      onKeeping: (isKeeping) => heard.push(isKeeping),
    });
    await copy.loaded;
    device.breakDown();
    text(doc).insert(0, 'Một ');
    await Promise.resolve();
    expect(copy.isKept()).toBe(false);
    device.mend();
    text(doc).insert(4, 'hai');
    await expect.poll(copy.isKept).toBe(true);
    expect(await read(device.rows)).toBe('Một hai');
    expect(heard).toEqual([true, false, true]);
  });

  it('is not believed while the disk does not answer', async () => {
    const device = aDevice();
    const doc = new Y.Doc();
    const heard: boolean[] = [];
    const copy = keepOnDevice(doc, device.open(), { isOwn, onKeeping: (isKeeping) => heard.push(isKeeping) });
    await copy.loaded;
    const goOn = device.stall();
    text(doc).insert(0, 'Chờ đĩa');
    await expect.poll(() => heard, { timeout: 5_000 }).toEqual([true, false]);
    expect(copy.isKept()).toBe(false);
    goOn();
    await expect.poll(() => heard).toEqual([true, false, true]);
    expect(copy.isKept()).toBe(true);
  });

  it('never claims to have anything where the browser keeps nothing', async () => {
    const doc = new Y.Doc();
    const copy = keepOnDevice(doc, Promise.reject(new DOMException('no', 'InvalidStateError')), { isOwn });
    await copy.loaded;
    text(doc).insert(0, 'Chữ');
    expect(copy.isKept()).toBe(false);
  });

  it('is made smaller when many visits have left their rows', async () => {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update) => updates.push(update));
    for (let n = 0; n < 300; n += 1) text(doc).insert(n, 'x');
    const device = aDevice(updates);
    const visit = keepOnDevice(new Y.Doc(), device.open(), { isOwn });
    await visit.loaded;
    expect(device.rows).toHaveLength(1);
    expect(await read(device.rows)).toBe('x'.repeat(300));
  });
});

describe('what of it the server has', () => {
  it('is not known of a word until the server has told so', async () => {
    const device = aDevice();
    const doc = new Y.Doc();
    const copy = keepOnDevice(doc, device.open(), { isOwn });
    await copy.loaded;
    text(doc).insert(0, 'Một');
    await expect.poll(copy.isKept).toBe(true);
    expect(device.hasUnsent()).toBe(true);
    copy.confirm();
    await expect.poll(device.hasUnsent).toBe(false);
    expect(await read(device.rows)).toBe('Một');
  });

  it('is all of it where others wrote', async () => {
    const device = aDevice();
    const doc = new Y.Doc();
    const copy = keepOnDevice(doc, device.open(), { isOwn });
    await copy.loaded;
    doc.transact(() => text(doc).insert(0, 'Của người khác'), fromServer);
    await expect.poll(copy.isKept).toBe(true);
    expect(device.rows).toHaveLength(1);
    expect(device.hasUnsent()).toBe(false);
  });

  it('does not take in what was typed after the server’s word, even while that is being written down', async () => {
    const device = aDevice();
    const doc = new Y.Doc();
    const copy = keepOnDevice(doc, device.open(), { isOwn });
    await copy.loaded;
    text(doc).insert(0, 'Một');
    copy.confirm();
    text(doc).insert(3, ' hai');
    await expect.poll(copy.isKept).toBe(true);
    const unsent = new Y.Doc();
    for (const row of device.rows) if (row.isUnsent) Y.applyUpdate(unsent, row.update);
    expect(device.rows.filter((row) => row.isUnsent)).toHaveLength(1);
    copy.confirm();
    await expect.poll(device.hasUnsent).toBe(false);
    expect(await read(device.rows)).toBe('Một hai');
  });

  it('knows a deletion that the server has not heard of, which no state vector tells', async () => {
    const device = aDevice();
    const doc = new Y.Doc();
    const copy = keepOnDevice(doc, device.open(), { isOwn });
    await copy.loaded;
    text(doc).insert(0, 'Một hai');
    copy.confirm();
    await expect.poll(device.hasUnsent).toBe(false);
    text(doc).delete(3, 4);
    await expect.poll(copy.isKept).toBe(true);
    expect(device.hasUnsent()).toBe(true);
  });

  it('is remembered from visit to visit', async () => {
    const device = aDevice();
    const doc = new Y.Doc();
    const visit = keepOnDevice(doc, device.open(), { isOwn });
    await visit.loaded;
    text(doc).insert(0, 'Gõ khi mất mạng');
    await expect.poll(visit.isKept).toBe(true);
    visit.destroy();

    const next = keepOnDevice(new Y.Doc(), device.open(), { isOwn });
    // What was told before the copy was read did not speak of it.
    next.confirm();
    await next.loaded;
    expect(device.hasUnsent()).toBe(true);
    next.confirm();
    await expect.poll(device.hasUnsent).toBe(false);
  });

  it('stays with what had to be written again after the device was full', async () => {
    const device = aDevice();
    const doc = new Y.Doc();
    const copy = keepOnDevice(doc, device.open(), { isOwn });
    await copy.loaded;
    device.breakDown();
    text(doc).insert(0, 'Một');
    await Promise.resolve();
    device.mend();
    doc.transact(() => text(doc).insert(0, 'Của người khác. '), fromServer);
    await expect.poll(copy.isKept).toBe(true);
    expect(device.hasUnsent()).toBe(true);
  });
});

it('a copy that another tab has thrown away is kept anew, whole, once there is something to keep', async () => {
  const device = aDevice();
  const doc = new Y.Doc();
  const copy = keepOnDevice(doc, device.open(), { isOwn });
  await copy.loaded;
  text(doc).insert(0, 'Một');
  copy.confirm();
  await expect.poll(copy.isKept).toBe(true);
  device.empty();
  text(doc).insert(3, ' hai');
  await expect.poll(() => read(device.rows)).toBe('Một hai');
  expect(device.hasUnsent()).toBe(true);
  copy.confirm();
  await expect.poll(device.hasUnsent).toBe(false);
});
