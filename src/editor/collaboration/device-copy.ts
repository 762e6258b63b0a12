import * as Y from 'yjs';
import type { DeviceStore } from './device-store.ts';

/** Keeps a document on this device, from the first word, before any network has seen it. */
export type DeviceCopy = {
  /** What earlier visits left here is in the document. Never rejects: a device that keeps nothing has nothing. */
  loaded: Promise<void>;
  /** Everything in the document is on the device. False where the device keeps nothing. */
  isKept(): boolean;
  destroy(): void;
};

/** The origin of what came from the device. */
export const fromDevice = { side: 'device' } as const;

/** So many rows make loading slow. */
const compactAfterRows = 200;

/** `onKeeping` hears whether the device keeps what it is given, whenever that turns out or changes. */
export function keepOnDevice(
  doc: Y.Doc,
  opening: Promise<DeviceStore>,
  onKeeping: (isKeeping: boolean) => void = () => {},
): DeviceCopy {
  // Until the store is open and again after a failure, the next write takes the whole document.
  let waiting: Uint8Array[] | 'all' = 'all';
  let store: DeviceStore | null = null;
  let isWriting = false;
  let isDestroyed = false;
  let rows = 0;

  const handleUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === fromDevice) return;
    if (waiting !== 'all') waiting.push(update);
    void write();
  };
  doc.on('update', handleUpdate);

  const loaded = load().catch(() => onKeeping(false));

  async function load() {
    store = await opening;
    if (isDestroyed) return store.close();
    const updates = await store.load();
    rows = updates.length;
    if (isDestroyed) return;
    const isBlank = doc.store.clients.size === 0;
    if (updates.length > 0) Y.applyUpdate(doc, Y.mergeUpdates(updates), fromDevice);
    // Nothing came in meanwhile: the device has it all.
    if (isBlank) waiting = [];
    else await write();
    if (rows >= compactAfterRows) await store.compact(Y.mergeUpdates);
  }

  async function write() {
    if (!store || isWriting) return;
    isWriting = true;
    try {
      while (waiting.length > 0) {
        const batch = waiting;
        waiting = [];
        try {
          await store.add(batch === 'all' ? Y.encodeStateAsUpdate(doc) : Y.mergeUpdates(batch));
          rows += 1;
          onKeeping(true);
        } catch {
          // No room, or the browser closed the store. The next change tries again.
          waiting = 'all';
          onKeeping(false);
          return;
        }
      }
      if (isDestroyed) store.close();
    } finally {
      isWriting = false;
    }
  }

  return {
    loaded,
    isKept: () => store !== null && !isWriting && waiting.length === 0,
    destroy() {
      doc.off('update', handleUpdate);
      isDestroyed = true;
      if (!isWriting) store?.close();
    },
  };
}
