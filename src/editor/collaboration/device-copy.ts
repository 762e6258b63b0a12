import * as Y from 'yjs';
import { findOrphanedTextBetween, restoreOrphanedText } from '../../../domain/document/orphaned-text.ts';
import { CopyGone, type DeviceStore, type NewUpdate } from './device-store.ts';
import { fromRestoredText } from './paired-documents.ts';

/** Keeps a document on this device, from the first word, before any network has seen it. */
export type DeviceCopy = {
  /** What earlier visits left here is in the document. Never rejects: a device that keeps nothing has nothing. */
  loaded: Promise<void>;
  /** Everything in the document is on the device. False where the device keeps nothing. */
  isKept(): boolean;
  /** The server has told that everything which is in the document now is stored. */
  confirm(): void;
  /** Why the server does not take the words, for the list of what is kept. */
  explain(reason: string): void;
  destroy(): void;
};

/** The origins of what came from the device: what the server has told to be stored, and what it may never have got. */
const sentFromDevice = { side: 'device', isUnsent: false } as const;
export const unsentFromDevice = { side: 'device', isUnsent: true } as const;

/** A disk that takes longer has not kept the words yet, and nobody shall believe that it has. */
const slowMs = 1_000;
/** So many rows make loading slow. */
const compactAfterRows = 200;

type Options = {
  /** Whether an update with this origin is of this page's own making: the server may not have it. */
  isOwn: (origin: unknown) => boolean;
  /** Hears whether the device keeps what it is given, whenever that turns out or changes. */
  onKeeping?: (isKeeping: boolean) => void;
};

/**
 * Every update goes to the device as it comes; those of this page's own making are unsent until `confirm`. A flag
 * stands on each and not a state vector beside them all, because a deletion changes no state vector.
 */
export function keepOnDevice(doc: Y.Doc, opening: Promise<DeviceStore>, options: Options): DeviceCopy {
  const { isOwn, onKeeping = () => {} } = options;
  // After a failure, the next write takes the whole document.
  let waiting: { update: Uint8Array; number: number }[] | 'all' = doc.store.clients.size === 0 ? [] : 'all';
  /** Own updates are numbered; 0 stands for what is nobody's or somebody else's. */
  let made = 0;
  let confirmed = 0;
  /** The rows on the device that are unsent, with the last of the own updates in them. */
  let unsent: { key: number; number: number }[] = [];
  let reason: string | null = null;
  let store: DeviceStore | null = null;
  let isWriting = false;
  let isDestroyed = false;

  const handleUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === sentFromDevice || origin === unsentFromDevice) return;
    if (isOwn(origin)) made += 1;
    if (waiting !== 'all') waiting.push({ update, number: isOwn(origin) ? made : 0 });
    void write();
  };
  doc.on('update', handleUpdate);

  const loaded = load().catch(() => onKeeping(false));

  async function load() {
    const opened = await opening;
    if (isDestroyed) return opened.close();
    const rows = await opened.load();
    store = opened;
    if (isDestroyed) return opened.close();
    unsent = rows.flatMap(({ key, isUnsent }) => (isUnsent ? [{ key, number: 0 }] : []));
    // Beginning here, what was confirmed before did not speak of these.
    if (unsent.length > 0) confirmed = -1;
    if (rows.length > 0) {
      const kept = Y.mergeUpdates(rows.map((row) => row.update));
      // The server may have been quicker, and have let fall a block in which words of this device stand.
      const orphans = doc.store.clients.size === 0 ? [] : findOrphanedTextBetween(kept, doc);
      for (const origin of [sentFromDevice, unsentFromDevice]) {
        const updates = rows.filter((row) => row.isUnsent === origin.isUnsent).map((row) => row.update);
        if (updates.length > 0) Y.applyUpdate(doc, Y.mergeUpdates(updates), origin);
      }
      restoreOrphanedText(doc, orphans, fromRestoredText);
    }
    await write();
    if (waiting.length === 0) onKeeping(true);
    if (rows.length - unsent.length >= compactAfterRows) await opened.compact(Y.mergeUpdates);
  }

  async function write() {
    if (!store || isWriting) return;
    isWriting = true;
    while (waiting.length > 0 || settled().length > 0 || reason !== null) {
      try {
        if (waiting.length > 0) await add(store);
        else if (settled().length > 0) await settle(store);
        else await explain(store);
      } catch {
        // No room, or the browser closed the store. The next change tries again; one that came meanwhile does now.
        const hasMore = waiting.length > 0;
        waiting = 'all';
        onKeeping(false);
        if (!hasMore) break;
      }
    }
    isWriting = false;
    if (isDestroyed) store.close();
  }

  async function add(to: DeviceStore): Promise<void> {
    const batch = waiting;
    waiting = [];
    const slow = setTimeout(() => onKeeping(false), slowMs);
    try {
      const rows: { number: number; row: NewUpdate }[] = [];
      if (batch === 'all') {
        const isUnsent = made > confirmed || unsent.length > 0;
        rows.push({ number: made, row: { update: Y.encodeStateAsUpdate(doc), isUnsent } });
      } else {
        const isUnsent = ({ number }: { number: number }) => number > Math.max(confirmed, 0);
        for (const part of [batch.filter((entry) => !isUnsent(entry)), batch.filter(isUnsent)]) {
          const [first] = part;
          if (!first) continue;
          const update = part.length === 1 ? first.update : Y.mergeUpdates(part.map((entry) => entry.update));
          rows.push({ number: part.at(-1)?.number ?? 0, row: { update, isUnsent: isUnsent(first) } });
        }
      }
      const keys = await to.add(
        rows.map(({ row }) => row),
        { isWhole: batch === 'all' },
      );
      for (const [place, { number, row }] of rows.entries()) {
        const key = keys[place];
        if (row.isUnsent && key !== undefined) unsent.push({ key, number });
      }
      onKeeping(true);
    } catch (error) {
      if (!(error instanceof CopyGone)) throw error;
      // Thrown away by another tab while this one holds the words: they are kept anew, whole.
      waiting = 'all';
      unsent = [];
    } finally {
      clearTimeout(slow);
    }
  }

  const settled = () => unsent.filter(({ number }) => number <= confirmed);

  async function settle(to: DeviceStore): Promise<void> {
    const rows = settled();
    unsent = unsent.filter((row) => !rows.includes(row));
    await to.settle(
      rows.map(({ key }) => key),
      Y.mergeUpdates,
    );
  }

  async function explain(to: DeviceStore): Promise<void> {
    const known = reason;
    reason = null;
    if (known !== null) await to.explain(known);
  }

  return {
    loaded,
    isKept: () => store !== null && !isWriting && waiting.length === 0,
    confirm() {
      confirmed = made;
      void write();
    },
    explain(known) {
      reason = known;
      void write();
    },
    destroy() {
      doc.off('update', handleUpdate);
      isDestroyed = true;
      if (!isWriting) store?.close();
    },
  };
}
