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
 * Two Y.Docs with the same content, so that remote changes can be delayed while local ones are sent immediately.
 *
 *     editors ⇄ local ⇄ remote ⇄ network, local copy
 *
 * With a single Y.Doc, updates would have to wait inside the sync protocol, which would then announce a state that the
 * document does not have. Here the protocol always describes `remote`, and only plain updates wait, between the two.
 *
 * - local → remote: synchronously. remote → local: through the composition gate, merged into one update.
 * - `remote` always contains `local`, so its state vector covers the content on the screen.
 * - Each direction has its own origin: updates are not echoed, and undo managers, which track the editors' origin, never
 *   undo changes of others.
 * - `remote` writes nothing except restored text. Awareness is published under its client id.
 */
export type PairedDocuments = {
  local: Y.Doc;
  remote: Y.Doc;
  localAwareness: Awareness;
  remoteAwareness: Awareness;
  /** To be called before `remote` applies an update from the network. `isUncertain` as in `findOrphanedText`. */
  beforeRemoteUpdate(update: Uint8Array, isUncertain?: (id: Y.ID) => boolean): void;
  destroy(): void;
};

export const fromRemote = { side: 'remote' } as const;
export const fromLocal = { side: 'local' } as const;
/** Text of this person that was moved out of a block which somebody else deleted without having seen it. */
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
    if (updates.length === 1) gate.pass(applyUpdates);
  });

  function applyUpdates() {
    const pending = updates;
    updates = [];
    if (isDestroyed) return;
    const update = Y.mergeUpdates(pending);
    // The waiting updates may delete a block that was written to in the meantime.
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
    if (isFirst && carets.size > 0) gate.pass(applyCarets);
  });

  function applyCarets() {
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
    beforeRemoteUpdate: (update, isUncertain) => restoreOrphanedTextIn(remote, update, isUncertain),
    destroy() {
      isDestroyed = true;
      localAwareness.destroy();
      remoteAwareness.destroy();
      local.destroy();
      remote.destroy();
    },
  };
}

/** Restores text that is orphaned by the update being applied. */
function restoreOrphanedTextIn(doc: Y.Doc, update: Uint8Array, isUncertain?: (id: Y.ID) => boolean): void {
  doc.once('afterTransaction', (transaction: Y.Transaction) => {
    const orphaned = findOrphanedText(transaction, update, isUncertain);
    if (orphaned.length > 0)
      doc.once('afterAllTransactions', () => restoreOrphanedText(doc, orphaned, fromRestoredText));
  });
}
