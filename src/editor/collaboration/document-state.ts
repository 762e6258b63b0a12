import type { Awareness } from 'y-protocols/awareness';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type PersonState, personStateSchema, type Rights } from '../../../domain/contract/collaboration.ts';
import {
  blockingReason,
  initialState,
  isSaved,
  NotSavedError,
  type Problem,
  reduce,
  type SaveState,
  type SyncEvent,
  type SyncState,
  toSaveState,
} from './save-state.ts';

/**
 * `ready`: the content has arrived, from the server or from the local copy. Before that the editor is
 * not shown: it would be empty, and text typed into it would become a second beginning of the article.
 */
export type DocumentStatus = 'loading' | 'ready' | 'failed';

export type DocumentSnapshot = {
  status: DocumentStatus;
  saveState: SaveState;
  rights: Rights;
  problem: Problem | null;
  people: Participant[];
};

/** A person who has the article open; one entry for all of their tabs. */
export type Participant = PersonState & { clientId: number; isSelf: boolean };

/** The snapshot for readers: a part that has not changed stays the same object. */
export type DocumentStore = Pick<StoreApi<DocumentSnapshot>, 'getState' | 'getInitialState' | 'subscribe'>;

/** The state of an open article, for components and for callers that wait until it is saved. */
export type DocumentState = {
  store: DocumentStore;
  getSyncState(): SyncState;
  dispatch(event: SyncEvent): void;
  getStatus(): DocumentStatus;
  setStatus(status: DocumentStatus): void;
  /** Takes a new snapshot after something else in it has changed: the participants. */
  refresh(): void;
  /** Resolves when all changes so far are saved; rejects with `NotSavedError` where waiting does not help. */
  whenSaved(): Promise<void>;
};

/** @param onEvent is called after each event, before readers are notified. */
export function createDocumentState(participants: () => Participant[], onEvent: () => void): DocumentState {
  const waiting = new Set<{ changes: number; resolve: () => void; reject: (error: NotSavedError) => void }>();
  let state = initialState;
  let status: DocumentStatus = 'loading';
  const store = createStore<DocumentSnapshot>()(takeSnapshot);

  function dispatch(event: SyncEvent): void {
    state = reduce(state, event);
    const reason = blockingReason(state);
    for (const entry of [...waiting]) {
      if (state.isLocalCopyLoaded && state.stored >= entry.changes) entry.resolve();
      else if (reason !== null) entry.reject(new NotSavedError(reason));
      else continue;
      waiting.delete(entry);
    }
    onEvent();
    refresh();
  }

  function takeSnapshot(): DocumentSnapshot {
    return {
      status,
      saveState: toSaveState(state),
      rights: state.rights,
      problem: state.problem,
      people: participants(),
    };
  }

  function refresh(): void {
    const next = takeSnapshot();
    const current = store.getState();
    // Most calls come from moving carets, which are not part of the snapshot.
    const names = Object.keys(next) as (keyof DocumentSnapshot)[];
    const changed = names.filter((name) => JSON.stringify(next[name]) !== JSON.stringify(current[name]));
    if (changed.length > 0) store.setState(Object.fromEntries(changed.map((name) => [name, next[name]])));
  }

  return {
    store,
    getSyncState: () => state,
    dispatch,
    getStatus: () => status,
    setStatus(next) {
      status = next;
      refresh();
    },
    refresh,
    whenSaved() {
      const reason = blockingReason(state);
      if (reason !== null) return Promise.reject(new NotSavedError(reason));
      if (isSaved(state)) return Promise.resolve();
      return new Promise((resolve, reject) => waiting.add({ changes: state.changes, resolve, reject }));
    },
  };
}

type LoadingFacts = {
  /** The document holds an article, from the server or from the local copy. */
  hasContent: boolean;
  /** All there is comes from the local copy, nobody has typed, and the server may still refuse the article. */
  isWaitingForServer: boolean;
  problem: Problem | null;
};

/** Whether the article can be shown yet, before the initial sync is done. */
export function nextStatus(status: DocumentStatus, facts: LoadingFacts): DocumentStatus {
  const { hasContent, isWaitingForServer, problem } = facts;
  // The local copy is all there is to show of an article that the server cannot read, and has what the server refused.
  if ((problem === 'unreadable' || problem === 'invalid-document') && hasContent) return 'ready';
  if (status === 'failed') return 'failed';
  if (status === 'ready' && !isWaitingForServer) return 'ready';
  // Signing in again is enough to go on loading.
  if (problem !== null && problem !== 'unauthenticated') return 'failed';
  return status === 'ready' || hasContent ? 'ready' : 'loading';
}

/** The participants in the order in which they joined. Their names and ids are set by the server. */
export function participantsIn(awareness: Awareness, ownId: string): Participant[] {
  const participants = new Map<string, Participant>();
  for (const [clientId, state] of awareness.getStates()) {
    const user = personStateSchema.safeParse(state.user);
    if (!user.success || participants.has(user.data.id)) continue;
    participants.set(user.data.id, { ...user.data, clientId, isSelf: user.data.id === ownId });
  }
  return [...participants.values()];
}
