import { WebSocketStatus } from '@hocuspocus/provider';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import {
  type ClientMessage,
  documentName,
  finalCloseReasons,
  type ServerMessage,
  serverMessageSchema,
} from '../../../domain/contract/collaboration.ts';
import { answerTimeoutMs } from './acknowledgements.ts';
import type { Problem, SyncState } from './save-state.ts';
import { ArticleProvider, ArticleSocket, socketUrl, updateIn } from './socket.ts';
import { createTimers } from './timers.ts';

/** The connection of one document to the server: opens, authenticates, detects that it is dead, reconnects. */
export type DocumentConnection = {
  /** Connects for the first time; later calls do nothing. */
  connect(): void;
  /** Drops the current connection and opens a new one. */
  restart(): void;
  send(message: ClientMessage): void;
  /** Applies the document as the server has it, which it does not need to be sent. @throws for bytes that are no update. */
  applyState(state: Uint8Array): void;
  destroy(): void;
};

type Options = {
  articleId: string;
  document: Y.Doc;
  awareness: Awareness;
  getSyncState: () => SyncState;
  /** An update is about to be applied to the document. `isInitial`: it is part of the initial sync. */
  onUpdate: (update: Uint8Array, isInitial: boolean) => void;
  /** The initial sync is done. */
  onSynced: () => void;
  onReadOnly: () => void;
  onMessage: (message: ServerMessage) => void;
  /** The server closed the connection for a reason that reconnecting does not change. */
  onRefused: (problem: Problem) => void;
  onLost: () => void;
};

/** Between two attempts to authenticate while the server is unable to. */
const retryMs = 1_000;

export function createDocumentConnection(options: Options): DocumentConnection {
  const { articleId, document, awareness, getSyncState } = options;
  const timers = createTimers<'handshake' | 'retry'>();
  const socket = new ArticleSocket(socketUrl());
  let hasConnected = false;

  const provider = new ArticleProvider({
    websocketProvider: socket,
    name: documentName(articleId),
    document,
    awareness,
    onAuthenticated: ({ scope }) => {
      awaitHandshake();
      if (scope === 'readonly') options.onReadOnly();
    },
    onAuthenticationFailed: ({ reason }) => {
      handleClose(reason);
      // The socket stays open, and Hocuspocus does not authenticate again on it.
      if (!getSyncState().problem) timers.set('retry', retryMs, restart);
    },
    onMessage: ({ message }) => {
      const incoming = updateIn(message);
      if (incoming) provider.syncBegun();
      if (incoming) options.onUpdate(incoming.update, incoming.isInitial);
    },
    onSynced: () => {
      timers.clear('handshake');
      options.onSynced();
    },
    onStateless: ({ payload }) => options.onMessage(serverMessageSchema.parse(JSON.parse(payload))),
    onClose: ({ event }) => handleClose(event.reason),
  });
  socket.on('disconnect', handleLost);
  socket.on('open', awaitHandshake);
  socket.on('status', ({ status }: { status: string }) => {
    if (status === WebSocketStatus.Connecting) awaitHandshake();
  });
  addEventListener('online', handleOnline);
  addEventListener('offline', handleOffline);

  function restart(): void {
    socket.restart();
  }

  /** Hocuspocus waits without limit for the first message on a connection. */
  function awaitHandshake(): void {
    timers.set('handshake', answerTimeoutMs, restart);
  }

  /** The server closed the connection or refused to authenticate, or the connection broke without a known reason. */
  function handleClose(text: string): void {
    const problem = finalCloseReasons.find((reason) => reason === text);
    // After all other reasons the socket reconnects by itself.
    if (!problem) return;
    socket.disconnect();
    timers.clear('handshake');
    options.onRefused(problem);
  }

  function handleLost(): void {
    // Hocuspocus does not notify the provider of every close, and would then report the next sync as already done.
    provider.onClose();
    timers.clear('handshake');
    options.onLost();
  }

  function handleOnline(): void {
    const { isConnected, problem } = getSyncState();
    if (!isConnected && !problem) void socket.connect();
  }

  /** The socket may take a minute to notice. */
  function handleOffline(): void {
    if (getSyncState().isConnected) restart();
  }

  return {
    connect() {
      if (hasConnected) return;
      hasConnected = true;
      provider.attach();
      void socket.connect();
    },
    restart,
    send: (message) => provider.sendStateless(JSON.stringify(message)),
    applyState(state) {
      options.onUpdate(state, true);
      Y.applyUpdate(document, state, provider);
    },
    destroy() {
      timers.clearAll();
      removeEventListener('online', handleOnline);
      removeEventListener('offline', handleOffline);
      provider.destroy();
      socket.destroy();
    },
  };
}
