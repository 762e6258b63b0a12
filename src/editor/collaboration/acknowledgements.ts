import * as Y from 'yjs';
import {
  type ClientMessage,
  fromBase64,
  type ServerMessage,
} from '../../../domain/contract/collaboration.ts';
import type { SyncEvent, SyncState } from './save-state.ts';
import { createTimers } from './timers.ts';

/** Requests acknowledgements of committed updates, and tracks which ones are acknowledged. */
export type Acknowledgements = {
  /** Sends a mark behind the changes of the present task, unless one was sent very recently: then one for all since. */
  requestSoon(): void;
  /** Sends a mark now, if there is a connection. */
  request(): void;
  handleStored(message: Extract<ServerMessage, { type: 'stored' }>): void;
  /** To be called when the connection is lost, which voids all marks. */
  reset(): void;
  /** Whether the server may not have an item of this client: it was never sent, or not acknowledged. */
  isUnacknowledged(id: Y.ID): boolean;
  destroy(): void;
};

type Options = {
  /** The document that is synced with the server. */
  document: Y.Doc;
  /** The client id of the items that are written in this tab. */
  clientId: number;
  getSyncState: () => SyncState;
  dispatch: (event: SyncEvent) => void;
  send: (message: ClientMessage) => void;
  /** An acknowledgement is overdue: the connection counts as dead. */
  onTimeout: () => void;
};

/** The shortest time between the marks of changes. */
export const markIntervalMs = 50;
/** The slowest supported network takes 5 s each way, plus the time to store. */
export const answerTimeoutMs = 12_000;

export function createAcknowledgements(options: Options): Acknowledgements {
  const { document, clientId, getSyncState, dispatch, send, onTimeout } = options;
  const timers = createTimers<'mark' | 'timeout'>();
  let lastMark = 0;
  let markedAtMs = Number.NEGATIVE_INFINITY;
  let isRequested = false;
  let storedVector = new Map<number, number>();

  function request(): void {
    timers.clear('mark');
    isRequested = false;
    if (!getSyncState().isConnected) return;
    lastMark += 1;
    markedAtMs = performance.now();
    dispatch({ type: 'marked', mark: lastMark, stateVector: Y.encodeStateVector(document) });
    send({ type: 'mark', mark: lastMark });
    if (!timers.has('timeout')) startTimeout();
  }

  function startTimeout(): void {
    timers.set('timeout', answerTimeoutMs, () => {
      const { isConnected, failure, isIgnored } = getSyncState();
      // While the server cannot store, or ignores this page's updates, no acknowledgement is due.
      if (isConnected && failure === null && !isIgnored) onTimeout();
    });
  }

  return {
    requestSoon() {
      if (isRequested) return;
      isRequested = true;
      const waitMs = markedAtMs + markIntervalMs - performance.now();
      if (waitMs > 0) return timers.set('mark', waitMs, request);
      // The listener that sends the change may be called after the one that requests the mark.
      queueMicrotask(() => {
        if (isRequested) request();
      });
    },
    request,
    handleStored(message) {
      const stateVector = fromBase64(message.stateVector);
      // Before the initial sync it covers updates that arrived after their connection broke. Whether the blocks that
      // they belong to still existed is unknown, so they stay unacknowledged.
      if (getSyncState().isConnected) storedVector = Y.decodeStateVector(stateVector);
      dispatch({ ...message, stateVector, at: new Date() });
      timers.clear('timeout');
      if (getSyncState().marks.length > 0) startTimeout();
    },
    reset: () => timers.clear('timeout'),
    isUnacknowledged: ({ client, clock }) => client === clientId && clock >= (storedVector.get(client) ?? 0),
    destroy() {
      isRequested = false;
      timers.clearAll();
    },
  };
}
