import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { keepOnDevice } from './device-copy.ts';
import type { DeviceStore } from './device-store.ts';

/** A device in memory. `breakDown` makes it refuse to write, as a full one does. */
function aDevice(rows: Uint8Array[] = []) {
  let isBroken = false;
  const store: DeviceStore = {
    load: async () => [...rows],
    async add(update) {
      if (isBroken) throw new DOMException('full', 'QuotaExceededError');
      rows.push(update);
    },
    async compact(merge) {
      rows.splice(0, rows.length, merge(rows));
    },
    close() {},
  };
  return {
    rows,
    open: async () => store,
    breakDown: () => {
      isBroken = true;
    },
    mend: () => {
      isBroken = false;
    },
  };
}

const text = (doc: Y.Doc) => doc.getText('t');
async function read(rows: Uint8Array[]): Promise<string> {
  const doc = new Y.Doc();
  await keepOnDevice(doc, aDevice([...rows]).open()).loaded;
  return text(doc).toString();
}

describe('the copy on the device', () => {
  it('has every word, and brings it back on the next visit', async () => {
    const device = aDevice();
    const doc = new Y.Doc();
    const copy = keepOnDevice(doc, device.open());
    await copy.loaded;
    text(doc).insert(0, 'Giữ lấy');
    expect(copy.isKept()).toBe(false);
    await expect.poll(copy.isKept).toBe(true);
    expect(await read(device.rows)).toBe('Giữ lấy');
  });

  it('has the words that were typed before it was open', async () => {
    const device = aDevice();
    const doc = new Y.Doc();
    const copy = keepOnDevice(doc, device.open());
    text(doc).insert(0, 'Nhanh tay');
    await copy.loaded;
    await expect.poll(copy.isKept).toBe(true);
    expect(await read(device.rows)).toBe('Nhanh tay');
  });

  it('says that it does not have what it could not write, and has it once there is room', async () => {
    const device = aDevice();
    const doc = new Y.Doc();
    const heard: boolean[] = [];
    const copy = keepOnDevice(doc, device.open(), (isKeeping) => heard.push(isKeeping));
    await copy.loaded;
    device.breakDown();
    text(doc).insert(0, 'Một ');
    await Promise.resolve();
    expect(copy.isKept()).toBe(false);
    device.mend();
    text(doc).insert(4, 'hai');
    await expect.poll(copy.isKept).toBe(true);
    expect(await read(device.rows)).toBe('Một hai');
    expect(heard).toEqual([false, true]);
  });

  it('never claims to have anything where the browser keeps nothing', async () => {
    const doc = new Y.Doc();
    const copy = keepOnDevice(doc, Promise.reject(new DOMException('no', 'InvalidStateError')));
    await copy.loaded;
    text(doc).insert(0, 'Chữ');
    expect(copy.isKept()).toBe(false);
  });

  it('is made smaller when many visits have left their rows', async () => {
    const doc = new Y.Doc();
    const device = aDevice();
    doc.on('update', (update) => device.rows.push(update));
    for (let n = 0; n < 300; n += 1) text(doc).insert(n, 'x');
    const visit = keepOnDevice(new Y.Doc(), device.open());
    await visit.loaded;
    expect(device.rows).toHaveLength(1);
    expect(await read(device.rows)).toBe('x'.repeat(300));
  });
});
