import {
  Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness';
import * as Y from 'yjs';
import { findOrphanedText, restoreOrphanedText } from '../../../domain/document/orphaned-text.ts';
import type { CompositionGate } from './composition-gate.ts';

/**
 * Two Y.Docs with the same words, and the way between them.
 *
 *     editors ⇄ local ⇄ remote ⇄ network, device
 *
 * The editors are bound to `local`, the network and the device copy to `remote`. Why two: remote changes must be able
 * to wait (see `composition-gate.ts`) while local ones must not. With one Y.Doc the waiting would have to happen in
 * the middle of the sync protocol, whose answers ("I have this already") would be about a document that does not have
 * it yet. Here the protocol always speaks for `remote`, which takes everything at once, and the gate stands between
 * the two documents, where an update is only an update.
 *
 * - local → remote: at once, in the same call. What is typed is on its way before the key is up.
 * - remote → local: through the gate; what waited arrives as one update.
 * - `remote` always holds at least what `local` holds, so what it says about itself covers what is on the screen.
 * - An update that came from the other side is not sent back: each direction has its own origin. The undo manager of
 *   the editors tracks the editors' own origin, so it never takes back what somebody else wrote.
 * - The two have different client ids, and `remote` writes nothing of its own. Carets travel under the id of `remote`,
 *   the only one that others know of.
 */
export type PairedDocuments = {
  local: Y.Doc;
  remote: Y.Doc;
  localAwareness: Awareness;
  remoteAwareness: Awareness;
  /**
   * To be called with each update of the network just before `remote` takes it. `isUnsure` as in `findOrphanedText`.
   */
  beforeRemoteUpdate(update: Uint8Array, isUnsure?: (id: Y.ID) => boolean): void;
  destroy(): void;
};

export const fromRemote = { side: 'remote' } as const;
export const fromLocal = { side: 'local' } as const;
/** Words of this person whose block somebody deleted who had not seen them. */
export const fromRestoredText = { side: 'restored' } as const;

export function pairDocuments(gate: CompositionGate): PairedDocuments {
  const local = new Y.Doc();
  const remote = new Y.Doc();
  const localAwareness = new Awareness(local);
  const remoteAwareness = new Awareness(remote);
  let updates: Uint8Array[] = [];
  const carets = new Set<number>();
  let isDestroyed = false;

  local.on('update', (update, origin) => {
    if (origin !== fromRemote) Y.applyUpdate(remote, update, fromLocal);
  });
  remote.on('update', (update, origin) => {
    if (origin === fromLocal) return;
    updates.push(update);
    if (updates.length === 1) gate.pass(takeUpdates);
  });

  function takeUpdates() {
    const arrived = updates;
    updates = [];
    if (isDestroyed) return;
    const update = Y.mergeUpdates(arrived);
    // What was written while they waited may stand in a block that they delete.
    restoreOrphanedTextIn(local, update);
    Y.applyUpdate(local, update, fromRemote);
  }

  type Changed = { added: number[]; updated: number[]; removed: number[] };

  localAwareness.on('update', ({ added, updated, removed }: Changed, origin: unknown) => {
    if (origin === fromRemote || ![...added, ...updated, ...removed].includes(local.clientID)) return;
    remoteAwareness.setLocalState(localAwareness.getLocalState());
  });
  remoteAwareness.on('update', ({ added, updated, removed }: Changed) => {
    const isFirst = carets.size === 0;
    for (const id of [...added, ...updated, ...removed]) if (id !== remote.clientID) carets.add(id);
    if (isFirst && carets.size > 0) gate.pass(takeCarets);
  });

  function takeCarets() {
    const ids = [...carets].filter((id) => remoteAwareness.meta.has(id));
    carets.clear();
    if (isDestroyed) return;
    applyAwarenessUpdate(localAwareness, encodeAwarenessUpdate(remoteAwareness, ids), fromRemote);
    const gone = ids.filter((id) => !remoteAwareness.states.has(id) && localAwareness.states.has(id));
    removeAwarenessStates(localAwareness, gone, fromRemote);
  }

  return {
    local,
    remote,
    localAwareness,
    remoteAwareness,
    beforeRemoteUpdate: (update, isUnsure) => restoreOrphanedTextIn(remote, update, isUnsure),
    destroy() {
      isDestroyed = true;
      localAwareness.destroy();
      remoteAwareness.destroy();
      local.destroy();
      remote.destroy();
    },
  };
}

/** Sees to it that the next update of the document, this one, takes no words with it that its author did not know. */
function restoreOrphanedTextIn(doc: Y.Doc, update: Uint8Array, isUnsure?: (id: Y.ID) => boolean): void {
  doc.once('afterTransaction', (transaction: Y.Transaction) => {
    const orphans = findOrphanedText(transaction, update, isUnsure);
    if (orphans.length > 0)
      doc.once('afterAllTransactions', () => restoreOrphanedText(doc, orphans, fromRestoredText));
  });
}
