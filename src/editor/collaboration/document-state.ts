import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Rights } from '../../../domain/contract/collaboration.ts';
import type { PersonHere } from './people.ts';
import {
  isSaved,
  learn,
  NotSaved,
  nothingKnown,
  obstacleOf,
  type Problem,
  type SaveEvent,
  type SaveFacts,
  type SaveState,
  saveStateOf,
} from './save-state.ts';

export type DocumentSnapshot = {
  /**
   * `ready`: the server's words have arrived, or those of the device while there is no server. Before that there is
   * nothing to edit: an empty editor would be a lie, and typing into it would add a second beginning.
   */
  status: 'loading' | 'ready' | 'failed';
  saveState: SaveState;
  rights: Rights;
  problem: Problem | 'schema-version' | null;
  people: PersonHere[];
};

/** The snapshot for readers: a part that has not changed stays the same object. */
export type DocumentStore = Pick<StoreApi<DocumentSnapshot>, 'getState' | 'getInitialState' | 'subscribe'>;

/** What is known of an article that is open, for those who watch it and those who wait for it. */
export type DocumentState = {
  facts(): SaveFacts;
  status(): DocumentSnapshot['status'];
  setStatus(status: DocumentSnapshot['status']): void;
  hear(event: SaveEvent): void;
  /** Something else that the snapshot shows has changed. */
  show(): void;
  store: DocumentStore;
  /** Resolves when all changes so far are stored; rejects with `NotSaved` where waiting does not help. */
  whenSaved(): Promise<void>;
};

/** @param people who is here now. @param onHeard is called after every event. */
export function createDocumentState(people: () => PersonHere[], onHeard: () => void): DocumentState {
  const waiting = new Set<{ changes: number; resolve: () => void; reject: (error: NotSaved) => void }>();
  let facts = nothingKnown;
  let status: DocumentSnapshot['status'] = 'loading';
  const store = createStore<DocumentSnapshot>()(look);

  function hear(event: SaveEvent): void {
    facts = learn(facts, event);
    const obstacle = obstacleOf(facts);
    for (const entry of [...waiting]) {
      if (facts.isDeviceRead && facts.stored >= entry.changes) entry.resolve();
      else if (obstacle !== null) entry.reject(new NotSaved(obstacle));
      else continue;
      waiting.delete(entry);
    }
    onHeard();
    show();
  }

  function look(): DocumentSnapshot {
    const isOld = facts.rights.reason === 'schema-version';
    return {
      status,
      saveState: saveStateOf(facts),
      rights: facts.rights,
      problem: facts.problem ?? (isOld ? 'schema-version' : null),
      people: people(),
    };
  }

  function show(): void {
    const next = look();
    const current = store.getState();
    // Carets move all the time and change nothing of this. A part that is the same stays the same object.
    const names = Object.keys(next) as (keyof DocumentSnapshot)[];
    const changed = names.filter((name) => JSON.stringify(next[name]) !== JSON.stringify(current[name]));
    if (changed.length > 0) store.setState(Object.fromEntries(changed.map((name) => [name, next[name]])));
  }

  return {
    facts: () => facts,
    status: () => status,
    setStatus(next) {
      status = next;
      show();
    },
    hear,
    show,
    store,
    whenSaved() {
      const obstacle = obstacleOf(facts);
      if (obstacle !== null) return Promise.reject(new NotSaved(obstacle));
      if (isSaved(facts)) return Promise.resolve();
      return new Promise((resolve, reject) => waiting.add({ changes: facts.changes, resolve, reject }));
    },
  };
}
