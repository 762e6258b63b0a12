import * as Y from 'yjs';
import type { finalCloseReasons, Rights } from '../../../domain/contract/collaboration.ts';

/**
 * The save state of the page. `saved` means committed in the database; sent, received by the server, or stored in this
 * browser is not enough (decision 004).
 */
export type SaveState =
  /** `at`: when the last change of this page was committed; null when it made none. */
  | { kind: 'saved'; at: Date | null }
  | { kind: 'saving' }
  /** `isStoredLocally`: false in some private windows, and when the disk is full. */
  | { kind: 'offline'; since: Date; isStoredLocally: boolean }
  /**
   * `code`: an error code, or the reason why the article may not be edited. `hasUnsyncedChanges`: false when the
   * article could not be opened and nothing is lost.
   */
  | { kind: 'failed'; code: string; isStoredLocally: boolean; hasUnsyncedChanges: boolean };

/** Why the server refuses to connect, until somebody acts. */
export type Problem = (typeof finalCloseReasons)[number];

/**
 * Everything that the save state is derived from. Changes of this page are counted. A mark requests
 * the acknowledgement that all changes before it are committed.
 */
export type SyncState = {
  changes: number;
  /** How many of the changes are committed; −1 before the first acknowledgement: the local copy may hold more. */
  stored: number;
  /** Marks without acknowledgement, with the change count and state vector at which each was sent. */
  marks: { mark: number; changes: number; stateVector: Uint8Array }[];
  storedAt: Date | null;
  isConnected: boolean;
  /** Since when there is no connection; null while the first one is being established. */
  lostAt: Date | null;
  /** Error code of the server's last attempt to store; it retries. */
  failure: string | null;
  /** The server ignored updates of this page because the person may not edit. */
  isIgnored: boolean;
  /** The local copy has been applied to the document. Until then it is unknown whether it holds unsynced changes. */
  isLocalCopyLoaded: boolean;
  isStoredLocally: boolean;
  rights: Rights;
  problem: Problem | null;
};

export type SyncEvent =
  | { type: 'changed' }
  /** Initial sync is done: the server has received, or ignored, everything that this page holds. */
  | { type: 'connected' }
  | { type: 'lost'; at: Date }
  | { type: 'marked'; mark: number; stateVector: Uint8Array }
  | { type: 'stored'; mark: number | null; stateVector: Uint8Array; at: Date }
  | { type: 'store-failed'; code: string }
  | { type: 'left-out' }
  | { type: 'local-copy-loaded' }
  | { type: 'stored-locally'; isStoredLocally: boolean }
  | { type: 'rights'; rights: Rights }
  | { type: 'problem'; problem: Problem | null };

export const initialState: SyncState = {
  changes: 0,
  stored: -1,
  marks: [],
  storedAt: null,
  isConnected: false,
  lostAt: null,
  failure: null,
  isIgnored: false,
  isLocalCopyLoaded: false,
  isStoredLocally: false,
  rights: { canEdit: true },
  problem: null,
};

export function reduce(state: SyncState, event: SyncEvent): SyncState {
  switch (event.type) {
    case 'changed':
      return { ...state, changes: state.changes + 1 };
    case 'connected':
      return { ...state, isConnected: true, lostAt: null };
    case 'lost':
      // Marks are per connection; ignored updates are offered again by the next initial sync.
      return {
        ...state,
        isConnected: false,
        lostAt: state.lostAt ?? event.at,
        marks: [],
        failure: null,
        isIgnored: false,
      };
    case 'marked': {
      const { mark, stateVector } = event;
      return { ...state, marks: [...state.marks, { mark, stateVector, changes: state.changes }] };
    }
    case 'stored':
      return reduceStored(state, event);
    case 'store-failed':
      return { ...state, failure: event.code };
    case 'left-out':
      return { ...state, isIgnored: true };
    case 'local-copy-loaded':
      return { ...state, isLocalCopyLoaded: true };
    case 'stored-locally':
      return { ...state, isStoredLocally: event.isStoredLocally };
    case 'rights':
      return { ...state, rights: event.rights };
    case 'problem':
      return { ...state, problem: event.problem };
  }
}

/**
 * Settles the latest mark that the server has acknowledged, provided that its state vector covers the one sent with
 * the mark. Checking both is redundant on purpose: "saved" must never be shown wrongly.
 */
function reduceStored(state: SyncState, event: Extract<SyncEvent, { type: 'stored' }>): SyncState {
  const upTo = event.mark ?? -1;
  const reached = state.marks.findLast((entry) => entry.mark <= upTo);
  if (!reached || !covers(event.stateVector, reached.stateVector)) return { ...state, failure: null };
  return {
    ...state,
    failure: null,
    isIgnored: false,
    stored: Math.max(state.stored, reached.changes),
    storedAt: reached.changes > Math.max(state.stored, 0) ? event.at : state.storedAt,
    marks: state.marks.filter((entry) => entry.mark > upTo),
  };
}

/** Whether everything in this page and its local copy is committed in the database. */
export function isSaved(state: SyncState): boolean {
  return state.isLocalCopyLoaded && state.stored === state.changes;
}

/** Whether changes of this page, or of its local copy, are not confirmed by the server. */
export function hasUnsyncedChanges(state: SyncState): boolean {
  return state.changes > Math.max(state.stored, 0);
}

/** Why unsaved changes cannot be saved until somebody acts; null when there are none or waiting is enough. */
export function blockingReason(state: SyncState): string | null {
  if (isSaved(state)) return null;
  if (state.problem) return state.problem;
  return state.isIgnored ? (state.rights.reason ?? 'not-permitted') : null;
}

export function toSaveState(state: SyncState): SaveState {
  const { isStoredLocally } = state;
  const reason = blockingReason(state);
  const failed = (code: string): SaveState => ({
    kind: 'failed',
    code,
    isStoredLocally,
    hasUnsyncedChanges: hasUnsyncedChanges(state),
  });
  if (reason !== null) return failed(reason);
  if (state.lostAt) {
    return { kind: 'offline', since: state.lostAt, isStoredLocally: isStoredLocally || isSaved(state) };
  }
  if (isSaved(state)) return { kind: 'saved', at: state.storedAt };
  return state.failure === null ? { kind: 'saving' } : failed(state.failure);
}

/** `code` as in the save state `failed`. */
export class NotSavedError extends Error {
  override name = 'NotSavedError';
  readonly code: string;
  constructor(code: string) {
    super(`The changes could not be saved: ${code}`);
    this.code = code;
  }
}

/** Whether `stored` covers `required`; both encoded Yjs state vectors. */
function covers(stored: Uint8Array, required: Uint8Array): boolean {
  const clocks = Y.decodeStateVector(stored);
  return [...Y.decodeStateVector(required)].every(([client, clock]) => (clocks.get(client) ?? 0) >= clock);
}
