import * as Y from 'yjs';
import type { CloseReason, Rights } from '../../../domain/contract/collaboration.ts';

/**
 * Where the words of this page are, said honestly. "Saved" means committed in the database, and nothing else does:
 * not sent, not received, not kept on the device.
 */
export type SaveState =
  /** `at`: when the last change of this page was stored; null when it made none. */
  | { kind: 'saved'; at: Date | null }
  | { kind: 'saving' }
  /** No connection. `isKept`: the words are on this device; not so in some private windows, or when it is full. */
  | { kind: 'offline'; since: Date; isKept: boolean }
  /**
   * The server said why not: an error code, or the reason why these words may not be changed. `isKept` as above.
   * `holdsWords`: there are words that it does not have, and not only an article that could not be opened.
   */
  | { kind: 'failed'; code: string; isKept: boolean; holdsWords: boolean };

/** Why there is nothing to wait for, until somebody does something about it. */
export type Problem = Extract<
  CloseReason,
  'not-found' | 'unauthenticated' | 'invalid-document' | 'unreadable'
>;

/**
 * What is known. Changes of this page are counted. A mark asks the server to tell when everything before it is
 * stored; `marks` remembers how far each one went.
 */
export type SaveFacts = {
  changes: number;
  /** So many of them are stored. −1 before the first word of the server: the device may hold what it never got. */
  stored: number;
  marks: { mark: number; changes: number; stateVector: Uint8Array }[];
  storedAt: Date | null;
  isConnected: boolean;
  /** Since when there is no connection; null while the first one is being made. */
  lostAt: Date | null;
  /** The server could not store, and goes on trying. */
  failure: string | null;
  /** The server left out what this page sent, because it may not edit. */
  isLeftOut: boolean;
  /** What an earlier visit left on this device is in the document. Until then nobody knows what this browser holds. */
  isDeviceRead: boolean;
  /** This device keeps what it is given. */
  isKept: boolean;
  rights: Rights;
  problem: Problem | null;
};

export type SaveEvent =
  | { type: 'changed' }
  /** First exchange done: the server has, or has left out, all that this page holds. */
  | { type: 'connected' }
  | { type: 'lost'; at: Date }
  | { type: 'marked'; mark: number; stateVector: Uint8Array }
  | { type: 'stored'; mark: number | null; stateVector: Uint8Array; at: Date }
  | { type: 'store-failed'; code: string }
  | { type: 'left-out' }
  | { type: 'device-read' }
  | { type: 'device'; isKept: boolean }
  | { type: 'rights'; rights: Rights }
  | { type: 'problem'; problem: Problem | null };

export const nothingKnown: SaveFacts = {
  changes: 0,
  stored: -1,
  marks: [],
  storedAt: null,
  isConnected: false,
  lostAt: null,
  failure: null,
  isLeftOut: false,
  isDeviceRead: false,
  isKept: false,
  rights: { canEdit: true },
  problem: null,
};

export function learn(facts: SaveFacts, event: SaveEvent): SaveFacts {
  switch (event.type) {
    case 'changed':
      return { ...facts, changes: facts.changes + 1 };
    case 'connected':
      return { ...facts, isConnected: true, lostAt: null };
    case 'lost':
      // A mark goes with its connection; what was left out is offered again on the next one.
      return {
        ...facts,
        isConnected: false,
        lostAt: facts.lostAt ?? event.at,
        marks: [],
        failure: null,
        isLeftOut: false,
      };
    case 'marked': {
      const { mark, stateVector } = event;
      return { ...facts, marks: [...facts.marks, { mark, stateVector, changes: facts.changes }] };
    }
    case 'stored':
      return learnStored(facts, event);
    case 'store-failed':
      return { ...facts, failure: event.code };
    case 'left-out':
      return { ...facts, isLeftOut: true };
    case 'device-read':
      return { ...facts, isDeviceRead: true };
    case 'device':
      return { ...facts, isKept: event.isKept };
    case 'rights':
      return { ...facts, rights: event.rights };
    case 'problem':
      return { ...facts, problem: event.problem };
  }
}

/**
 * Takes the latest of our marks that the server has reached. The state vector, too, must cover what we held when we
 * set the mark: two witnesses, because this is the one thing that must not be said wrongly.
 */
function learnStored(facts: SaveFacts, event: Extract<SaveEvent, { type: 'stored' }>): SaveFacts {
  const upTo = event.mark ?? -1;
  const reached = facts.marks.findLast((entry) => entry.mark <= upTo);
  if (!reached || !covers(event.stateVector, reached.stateVector)) return { ...facts, failure: null };
  return {
    ...facts,
    failure: null,
    isLeftOut: false,
    stored: Math.max(facts.stored, reached.changes),
    storedAt: reached.changes > Math.max(facts.stored, 0) ? event.at : facts.storedAt,
    marks: facts.marks.filter((entry) => entry.mark > upTo),
  };
}

/** Everything that this page and its device hold is in the database. */
export function isSaved(facts: SaveFacts): boolean {
  return facts.isDeviceRead && facts.stored === facts.changes;
}

/** Words of this page, or of an earlier visit on this device, are not known to be in the database. */
export function holdsWords(facts: SaveFacts): boolean {
  return facts.changes > Math.max(facts.stored, 0);
}

/** Why what is not saved cannot be saved for now without somebody doing something; null when waiting helps. */
export function obstacleOf(facts: SaveFacts): string | null {
  if (isSaved(facts)) return null;
  if (facts.problem) return facts.problem;
  return facts.isLeftOut ? (facts.rights.reason ?? 'not-permitted') : null;
}

export function saveStateOf(facts: SaveFacts): SaveState {
  const obstacle = obstacleOf(facts);
  const failed = (code: string): SaveState => ({
    kind: 'failed',
    code,
    isKept: facts.isKept,
    holdsWords: holdsWords(facts),
  });
  if (obstacle !== null) return failed(obstacle);
  if (facts.lostAt) {
    return { kind: 'offline', since: facts.lostAt, isKept: facts.isKept || isSaved(facts) };
  }
  if (isSaved(facts)) return { kind: 'saved', at: facts.storedAt };
  return facts.failure === null ? { kind: 'saving' } : failed(facts.failure);
}

/** `code` is that of the save state: an error code, or the reason why the words may not be changed. */
export class NotSaved extends Error {
  override name = 'NotSaved';
  readonly code: string;
  constructor(code: string) {
    super(`The words could not be saved: ${code}`);
    this.code = code;
  }
}

/** Whether `stored` holds everything that `own` does; both encoded Yjs state vectors. */
function covers(stored: Uint8Array, own: Uint8Array): boolean {
  const has = Y.decodeStateVector(stored);
  return [...Y.decodeStateVector(own)].every(([client, clock]) => (has.get(client) ?? 0) >= clock);
}
