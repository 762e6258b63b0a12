import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { blockingReason, initialState, isSaved, reduce, type SyncEvent, toSaveState } from './save-state.ts';

const noon = new Date('2026-03-11T12:00:00Z');
const later = new Date('2026-03-11T12:05:00Z');

/** The state vector of one client that has written `clock` characters. */
function vector(clock: number): Uint8Array {
  return Y.encodeStateVector(new Map([[7, clock]]) as never);
}
const marked = (mark: number, clock = 0): SyncEvent => ({ type: 'marked', mark, stateVector: vector(clock) });
const stored = (mark: number | null, clock = 0): SyncEvent => ({
  type: 'stored',
  mark,
  stateVector: vector(clock),
  at: noon,
});
const localCopy: SyncEvent[] = [
  { type: 'local-copy-loaded' },
  { type: 'stored-locally', isStoredLocally: true },
];
const opening: SyncEvent[] = [...localCopy, { type: 'connected' }, marked(1), stored(1)];
const after = (...events: SyncEvent[]) => events.reduce(reduce, initialState);
const stateAfter = (...events: SyncEvent[]) => toSaveState(after(...events));

describe('the save state', () => {
  it('is “saving” until the first acknowledgement: the local copy may hold unsynced changes', () => {
    expect(stateAfter(...localCopy, { type: 'connected' })).toEqual({ kind: 'saving' });
    expect(stateAfter(...opening)).toEqual({ kind: 'saved', at: null });
  });

  it('is “saving” until the local copy is loaded: it may hold unsynced changes', () => {
    const acknowledged: SyncEvent[] = [{ type: 'connected' }, marked(1), stored(1)];
    expect(stateAfter(...acknowledged)).toEqual({ kind: 'saving' });
    expect(stateAfter(...acknowledged, { type: 'local-copy-loaded' })).toEqual({ kind: 'saved', at: null });
    expect(stateAfter(...acknowledged, { type: 'changed' }, { type: 'local-copy-loaded' })).toEqual({
      kind: 'saving',
    });
  });

  it('does not report changes as stored locally before the local copy is loaded', () => {
    expect(stateAfter({ type: 'connected' }, { type: 'changed' }, { type: 'lost', at: noon })).toEqual({
      kind: 'offline',
      since: noon,
      isStoredLocally: false,
    });
  });

  it('is “saved” once the mark after the last change is acknowledged, not before', () => {
    const typed: SyncEvent[] = [
      ...opening,
      { type: 'changed' },
      marked(2, 3),
      { type: 'changed' },
      marked(3, 5),
    ];
    expect(stateAfter(...typed)).toEqual({ kind: 'saving' });
    expect(stateAfter(...typed, stored(2, 5))).toEqual({ kind: 'saving' });
    expect(stateAfter(...typed, stored(3, 5))).toEqual({ kind: 'saved', at: noon });
    expect(stateAfter(...typed, stored(3, 5), { type: 'changed' })).toEqual({ kind: 'saving' });
  });

  it('is not “saved” when the database’s state vector does not cover that of the mark', () => {
    expect(stateAfter(...opening, { type: 'changed' }, marked(2, 5), stored(2, 4))).toEqual({
      kind: 'saving',
    });
  });

  it('is not “saved” by acknowledgements for other people’s changes', () => {
    expect(stateAfter(...opening, { type: 'changed' }, marked(2, 5), stored(1, 9))).toEqual({
      kind: 'saving',
    });
    expect(stateAfter(...opening, { type: 'changed' }, stored(null, 9))).toEqual({ kind: 'saving' });
  });

  it('is “offline” since the connection was lost, even if everything was saved', () => {
    expect(stateAfter(...opening, { type: 'lost', at: noon }, { type: 'lost', at: later })).toEqual({
      kind: 'offline',
      since: noon,
      isStoredLocally: true,
    });
  });

  it('reports offline changes that are not stored locally either', () => {
    const lost: SyncEvent[] = [
      ...opening,
      { type: 'stored-locally', isStoredLocally: false },
      { type: 'lost', at: noon },
    ];
    expect(stateAfter(...lost)).toMatchObject({ isStoredLocally: true });
    expect(stateAfter(...lost, { type: 'changed' })).toMatchObject({
      kind: 'offline',
      isStoredLocally: false,
    });
  });

  it('discards the marks of a lost connection', () => {
    const lost: SyncEvent[] = [...opening, { type: 'changed' }, marked(2, 5), { type: 'lost', at: noon }];
    expect(stateAfter(...lost, { type: 'connected' }, stored(2, 5))).toEqual({ kind: 'saving' });
    expect(stateAfter(...lost, { type: 'connected' }, marked(3, 5), stored(3, 5))).toEqual({
      kind: 'saved',
      at: noon,
    });
  });

  it('is “failed” while the database cannot store, and recovers with the next acknowledgement', () => {
    const failed: SyncEvent[] = [
      ...opening,
      { type: 'changed' },
      marked(2, 5),
      { type: 'store-failed', code: 'unavailable' },
    ];
    expect(stateAfter(...failed)).toMatchObject({
      kind: 'failed',
      code: 'unavailable',
      hasUnsyncedChanges: true,
    });
    expect(stateAfter(...failed, stored(2, 5))).toEqual({ kind: 'saved', at: noon });
  });

  it('is “failed” with the reason once the server ignored changes; reading without the right to edit is no failure', () => {
    const reading: SyncEvent[] = [
      ...opening,
      { type: 'rights', rights: { canEdit: false, reason: 'wrong-stage' } },
    ];
    expect(stateAfter(...reading)).toEqual({ kind: 'saved', at: null });
    expect(stateAfter(...reading, { type: 'changed' }, { type: 'left-out' })).toEqual({
      kind: 'failed',
      code: 'wrong-stage',
      isStoredLocally: true,
      hasUnsyncedChanges: true,
    });
  });

  it('is “failed” with the problem when unsaved changes meet a final refusal', () => {
    const state = after(...opening, { type: 'changed' }, { type: 'problem', problem: 'unauthenticated' });
    expect(blockingReason(state)).toBe('unauthenticated');
    expect(toSaveState(state)).toMatchObject({ kind: 'failed', code: 'unauthenticated' });
    expect(isSaved(state)).toBe(false);
  });
});
