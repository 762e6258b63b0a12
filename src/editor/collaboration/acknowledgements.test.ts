import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { toBase64 } from '../../../domain/contract/collaboration.ts';
import { answerTimeoutMs, createAcknowledgements, markIntervalMs } from './acknowledgements.ts';
import { initialState, reduce, type SyncEvent, type SyncState } from './save-state.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setUp(overrides: Partial<SyncState> = {}) {
  const document = new Y.Doc();
  let state: SyncState = { ...initialState, isConnected: true, ...overrides };
  const dispatch = (event: SyncEvent) => {
    state = reduce(state, event);
  };
  const send = vi.fn();
  const onTimeout = vi.fn();
  const acknowledgements = createAcknowledgements({
    document,
    clientId: document.clientID,
    getSyncState: () => state,
    dispatch,
    send,
    onTimeout,
  });
  const acknowledge = (mark: number) =>
    acknowledgements.handleStored({
      type: 'stored',
      mark,
      stateVector: toBase64(Y.encodeStateVector(document)),
    });
  return { document, dispatch, send, onTimeout, acknowledgements, acknowledge };
}

describe('acknowledgements', () => {
  it('are requested once for the changes of one task, right after it', async () => {
    const { acknowledgements, send } = setUp();
    acknowledgements.requestSoon();
    acknowledgements.requestSoon();
    expect(send).not.toHaveBeenCalled();
    await Promise.resolve();
    expect(send.mock.calls).toEqual([[{ type: 'mark', mark: 1 }]]);
  });

  it('are requested once for all changes of a short time after that', async () => {
    const { acknowledgements, send } = setUp();
    acknowledgements.requestSoon();
    await Promise.resolve();
    for (let key = 0; key < 5; key += 1) {
      acknowledgements.requestSoon();
      await vi.advanceTimersByTimeAsync(markIntervalMs / 5);
    }
    expect(send.mock.calls.flat().map(({ mark }) => mark)).toEqual([1, 2]);
  });

  it('are not requested for a closed page', async () => {
    const { acknowledgements, send } = setUp();
    acknowledgements.requestSoon();
    acknowledgements.destroy();
    await vi.advanceTimersByTimeAsync(markIntervalMs);
    expect(send).not.toHaveBeenCalled();
  });

  it('are not requested without a connection', () => {
    const { acknowledgements, send } = setUp({ isConnected: false });
    acknowledgements.request();
    expect(send).not.toHaveBeenCalled();
  });

  it('that are overdue mean that the connection is dead', () => {
    const { acknowledgements, acknowledge, onTimeout } = setUp();
    acknowledgements.request();
    vi.advanceTimersByTime(answerTimeoutMs - 1);
    acknowledge(1);
    vi.advanceTimersByTime(answerTimeoutMs);
    expect(onTimeout).not.toHaveBeenCalled();
    acknowledgements.request();
    vi.advanceTimersByTime(answerTimeoutMs);
    expect(onTimeout).toHaveBeenCalledOnce();
  });

  it('are not due while the server cannot store, and not after the connection was lost', () => {
    const { acknowledgements, dispatch, onTimeout } = setUp();
    acknowledgements.request();
    dispatch({ type: 'store-failed', code: 'unavailable' });
    vi.advanceTimersByTime(answerTimeoutMs);
    acknowledgements.request();
    acknowledgements.reset();
    dispatch({ type: 'lost', at: new Date() });
    vi.advanceTimersByTime(answerTimeoutMs);
    expect(onTimeout).not.toHaveBeenCalled();
  });

  it('determine which items the server has, once the initial sync is done', () => {
    const { document, dispatch, acknowledgements, acknowledge } = setUp({ isConnected: false });
    document.getText('body').insert(0, 'Một');
    const id = Y.createID(document.clientID, 0);
    expect(acknowledgements.isUnacknowledged(id)).toBe(true);
    acknowledge(0);
    expect(acknowledgements.isUnacknowledged(id)).toBe(true);
    dispatch({ type: 'connected' });
    acknowledge(0);
    expect(acknowledgements.isUnacknowledged(id)).toBe(false);
    expect(acknowledgements.isUnacknowledged(Y.createID(document.clientID + 1, 99))).toBe(false);
  });
});
