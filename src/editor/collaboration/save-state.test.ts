import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { isSaved, learn, nothingKnown, obstacleOf, type SaveEvent, saveStateOf } from './save-state.ts';

const noon = new Date('2026-03-11T12:00:00Z');
const later = new Date('2026-03-11T12:05:00Z');

/** The state vector of one client that has written `clock` characters. */
function vector(clock: number): Uint8Array {
  return Y.encodeStateVector(new Map([[7, clock]]) as never);
}
const marked = (mark: number, clock = 0): SaveEvent => ({ type: 'marked', mark, stateVector: vector(clock) });
const stored = (mark: number | null, clock = 0): SaveEvent => ({
  type: 'stored',
  mark,
  stateVector: vector(clock),
  at: noon,
});
const device: SaveEvent[] = [{ type: 'device-read' }, { type: 'device', isKept: true }];
const opening: SaveEvent[] = [...device, { type: 'connected' }, marked(1), stored(1)];
const after = (...events: SaveEvent[]) => events.reduce(learn, nothingKnown);
const stateAfter = (...events: SaveEvent[]) => saveStateOf(after(...events));

describe('the save state', () => {
  it('is “saving” until the server has said its first word: the device may hold what it never got', () => {
    expect(stateAfter(...device, { type: 'connected' })).toEqual({ kind: 'saving' });
    expect(stateAfter(...opening)).toEqual({ kind: 'saved', at: null });
  });

  it('is “saving” until the device’s copy is read: it may hold what the server never got', () => {
    const told: SaveEvent[] = [{ type: 'connected' }, marked(1), stored(1)];
    expect(stateAfter(...told)).toEqual({ kind: 'saving' });
    expect(stateAfter(...told, { type: 'device-read' })).toEqual({ kind: 'saved', at: null });
    expect(stateAfter(...told, { type: 'changed' }, { type: 'device-read' })).toEqual({ kind: 'saving' });
  });

  it('does not say that words are on a device whose copy is not open yet', () => {
    expect(stateAfter({ type: 'connected' }, { type: 'changed' }, { type: 'lost', at: noon })).toEqual({
      kind: 'offline',
      since: noon,
      isKept: false,
    });
  });

  it('is “saved” when the mark behind the last change is stored, not before', () => {
    const typed: SaveEvent[] = [
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

  it('is not “saved” when the database’s state vector does not cover what the mark stood for', () => {
    expect(stateAfter(...opening, { type: 'changed' }, marked(2, 5), stored(2, 4))).toEqual({
      kind: 'saving',
    });
  });

  it('is not “saved” by what others have stored', () => {
    expect(stateAfter(...opening, { type: 'changed' }, marked(2, 5), stored(1, 9))).toEqual({
      kind: 'saving',
    });
    expect(stateAfter(...opening, { type: 'changed' }, stored(null, 9))).toEqual({ kind: 'saving' });
  });

  it('is “offline” from when the connection was lost, also when all was saved', () => {
    expect(stateAfter(...opening, { type: 'lost', at: noon }, { type: 'lost', at: later })).toEqual({
      kind: 'offline',
      since: noon,
      isKept: true,
    });
  });

  it('says when words without a connection are not even on the device', () => {
    const lost: SaveEvent[] = [...opening, { type: 'device', isKept: false }, { type: 'lost', at: noon }];
    expect(stateAfter(...lost)).toMatchObject({ isKept: true });
    expect(stateAfter(...lost, { type: 'changed' })).toMatchObject({ kind: 'offline', isKept: false });
  });

  it('forgets the marks of a lost connection: only a new one counts', () => {
    const lost: SaveEvent[] = [...opening, { type: 'changed' }, marked(2, 5), { type: 'lost', at: noon }];
    expect(stateAfter(...lost, { type: 'connected' }, stored(2, 5))).toEqual({ kind: 'saving' });
    expect(stateAfter(...lost, { type: 'connected' }, marked(3, 5), stored(3, 5))).toEqual({
      kind: 'saved',
      at: noon,
    });
  });

  it('is “failed” while the database cannot store, and recovers by itself', () => {
    const failed: SaveEvent[] = [
      ...opening,
      { type: 'changed' },
      marked(2, 5),
      { type: 'store-failed', code: 'unavailable' },
    ];
    expect(stateAfter(...failed)).toMatchObject({ kind: 'failed', code: 'unavailable', holdsWords: true });
    expect(stateAfter(...failed, stored(2, 5))).toEqual({ kind: 'saved', at: noon });
  });

  it('is “failed” with the reason when words were left out, and only then: reading is no failure', () => {
    const reading: SaveEvent[] = [
      ...opening,
      { type: 'rights', rights: { canEdit: false, reason: 'wrong-stage' } },
    ];
    expect(stateAfter(...reading)).toEqual({ kind: 'saved', at: null });
    expect(stateAfter(...reading, { type: 'changed' }, { type: 'left-out' })).toEqual({
      kind: 'failed',
      code: 'wrong-stage',
      isKept: true,
      holdsWords: true,
    });
  });

  it('is “failed” with the problem when unsaved words meet a refusal that waiting does not end', () => {
    const facts = after(...opening, { type: 'changed' }, { type: 'problem', problem: 'unauthenticated' });
    expect(obstacleOf(facts)).toBe('unauthenticated');
    expect(saveStateOf(facts)).toMatchObject({ kind: 'failed', code: 'unauthenticated' });
    expect(isSaved(facts)).toBe(false);
  });
});
