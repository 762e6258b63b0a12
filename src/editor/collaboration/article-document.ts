import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { PersonState, ServerMessage } from '../../../domain/contract/collaboration.ts';
import { fragmentNames } from '../../../domain/document/content.ts';
import { refusedField } from '../refused-change.ts';
import { createAcknowledgements } from './acknowledgements.ts';
import { createCompositionGate } from './composition-gate.ts';
import { createDocumentConnection, type DocumentConnection } from './document-connection.ts';
import { createDocumentState, type DocumentStore, nextStatus, participantsIn } from './document-state.ts';
import { createLocalCopy, fromUnsyncedStorage, type LocalCopy } from './local-copy.ts';
import { documentKey } from './local-database.ts';
import { openLocalUpdateStore } from './local-update-store.ts';
import { fromLocal, fromRemote, fromRestoredText, pairDocuments } from './paired-documents.ts';
import { blockingReason, hasUnsyncedChanges, isSaved, type Problem } from './save-state.ts';
import { takeState } from './server-state.ts';
import { createTimers } from './timers.ts';

/** An open article: its documents, their connection to the server, their local copy, and the state of saving. */
export type ArticleDocument = {
  /** The document that the editors are bound to. */
  ydoc: Y.Doc;
  awareness: Awareness;
  /** Loads and connects. May be called again right after `stop`, as React's strict mode does. */
  start(): void;
  /** Flushes pending updates before disconnecting. */
  stop(): void;
  /** Shows this person to the other participants. */
  introduce(user: PersonState): void;
  store: DocumentStore;
  /**
   * Resolves once everything that this page holds now is committed.
   *
   * @throws `NotSavedError` when that needs somebody to act: to sign in, or to be given the right to edit.
   */
  whenSaved(): Promise<void>;
  /** Clears the problem and connects again, for example after signing in. */
  reconnect(): void;
};

type Options = {
  articleId: string;
  userId: string;
  onSignedOut(): void;
};

/** A local copy that takes longer to open is no longer waited for. */
const localCopyTimeoutMs = 10_000;
/** A refusal within this time hides the local copy, if nobody has typed into it. */
const serverHeadStartMs = 1_500;
/** How long a refused change is left alone while somebody types. */
const recheckDelayMs = 400;
/** How long a closed page waits for the acknowledgement of its last changes. */
const flushTimeoutMs = 5_000;

/** Combines the documents, the connection, the local copy and the save state. */
export function createArticleDocument({ articleId, userId, onSignedOut }: Options): ArticleDocument {
  const gate = createCompositionGate(document);
  const pair = pairDocuments(gate);
  const { local, remote, localAwareness, remoteAwareness } = pair;
  const timers = createTimers<'local-copy-timeout' | 'server-head-start' | 'refused-change' | 'stop'>();
  const state = createDocumentState(() => participantsIn(remoteAwareness, userId), handleEvent);
  const { getSyncState, dispatch } = state;
  const acknowledgements = createAcknowledgements({
    document: remote,
    clientId: local.clientID,
    getSyncState,
    dispatch,
    send: (message) => running?.connection.send(message),
    onTimeout: () => running?.connection.restart(),
  });
  let isWaitingForServer = true;
  let isStopping = false;
  let recordedRejection: string | null = null;
  let running: { connection: DocumentConnection; localCopy: LocalCopy } | null = null;

  local.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin !== fromRemote) handleChange();
  });
  remote.on('update', (_update: Uint8Array, origin: unknown) => {
    // The server may not have these either.
    if (origin === fromUnsyncedStorage || origin === fromRestoredText) handleChange();
  });
  remoteAwareness.on('change', state.refresh);

  function start(): void {
    timers.clear('stop');
    isStopping = false;
    if (running) return;
    const localCopy = openLocalCopy();
    const connection = createDocumentConnection({
      articleId,
      document: remote,
      awareness: remoteAwareness,
      getSyncState,
      onUpdate: (update, isInitial) =>
        pair.beforeRemoteUpdate(update, isInitial ? acknowledgements.isUnacknowledged : undefined),
      onSynced: handleSynced,
      onReadOnly: () => {
        if (getSyncState().rights.canEdit) dispatch({ type: 'rights', rights: { canEdit: false } });
      },
      onMessage: handleMessage,
      onRefused: handleRefused,
      onLost: handleLost,
    });
    running = { connection, localCopy };
    connection.connect();
    void takeState(articleId, userId).then((serverState) => {
      if (serverState && running?.connection === connection) applyServerState(connection, serverState);
    });
    timers.set('local-copy-timeout', localCopyTimeoutMs, () => dispatch({ type: 'local-copy-loaded' }));
    void localCopy.loaded.then(() => {
      timers.clear('local-copy-timeout');
      dispatch({ type: 'local-copy-loaded' });
      updateStatus();
      // Acknowledgements before this did not cover the local copy; its updates have added changes, or are in them.
      if (isSaved(getSyncState())) localCopy.markSynced();
    });
    timers.set('server-head-start', serverHeadStartMs, () => {
      isWaitingForServer = false;
      updateStatus();
    });
    addEventListener('pageshow', handlePageShow);
    addEventListener('beforeunload', handleBeforeUnload);
  }

  function applyServerState(connection: DocumentConnection, serverState: Uint8Array): void {
    const { isConnected, problem } = getSyncState();
    // The socket was faster.
    if (isConnected || problem) return;
    connection.applyState(serverState);
    isWaitingForServer = false;
    updateStatus();
  }

  function openLocalCopy(): LocalCopy {
    const store = openLocalUpdateStore(documentKey(articleId, userId), () => !getSyncState().isConnected);
    return createLocalCopy(remote, store, {
      isOwn: (origin) => origin === fromLocal || origin === fromRestoredText,
      onStoredChange: (isStoredLocally) => {
        if (isStoredLocally === getSyncState().isStoredLocally) return;
        dispatch({ type: 'stored-locally', isStoredLocally });
      },
    });
  }

  function stop(): void {
    // Deferred, so that `start` can cancel it.
    timers.set('stop', 0, () => {
      isStopping = true;
      remoteAwareness.setLocalState(null);
      if (!shouldFlush()) return end();
      acknowledgements.request();
      timers.set('stop', flushTimeoutMs, end);
    });
  }

  /** There are unsaved changes, and the server can be expected to acknowledge them. */
  function shouldFlush(): boolean {
    const syncState = getSyncState();
    return syncState.isConnected && !isSaved(syncState) && blockingReason(syncState) === null;
  }

  function end(): void {
    timers.clearAll();
    acknowledgements.destroy();
    removeEventListener('pageshow', handlePageShow);
    removeEventListener('beforeunload', handleBeforeUnload);
    running?.connection.destroy();
    running?.localCopy.destroy();
    running = null;
    pair.destroy();
    gate.destroy();
  }

  function handleChange(): void {
    isWaitingForServer = false;
    dispatch({ type: 'changed' });
    acknowledgements.requestSoon();
    if (getSyncState().problem === 'invalid-document') timers.set('refused-change', recheckDelayMs, recheck);
  }

  /** The server may accept the changes once the refused one is undone or deleted. */
  function recheck(): void {
    if (getSyncState().problem === 'invalid-document' && refusedField(local) === null) reconnect();
  }

  function reconnect(): void {
    dispatch({ type: 'problem', problem: null });
    running?.connection.restart();
  }

  /** After each event: updates the local copy's flags, and ends a stopped document that has nothing left to flush. */
  function handleEvent(): void {
    const syncState = getSyncState();
    const reason = blockingReason(syncState);
    if (isSaved(syncState)) running?.localCopy.markSynced();
    if (reason !== null && reason !== recordedRejection && hasUnsyncedChanges(syncState)) {
      recordedRejection = reason;
      running?.localCopy.setRejection(reason);
    }
    if (isStopping && !shouldFlush()) timers.set('stop', 0, end);
  }

  function handleSynced(): void {
    isWaitingForServer = false;
    state.setStatus('ready');
    dispatch({ type: 'problem', problem: null });
    dispatch({ type: 'connected' });
    acknowledgements.request();
  }

  function handleMessage(message: ServerMessage): void {
    switch (message.type) {
      case 'stored':
        acknowledgements.handleStored(message);
        break;
      case 'rights':
        dispatch({ type: 'rights', rights: { canEdit: message.canEdit, reason: message.reason } });
        // The initial sync of a new connection offers the ignored updates again.
        if (message.canEdit && getSyncState().isIgnored) running?.connection.restart();
        break;
      default:
        dispatch(message);
    }
  }

  function handleRefused(problem: Problem): void {
    updateStatus(problem);
    if (problem === 'unauthenticated') onSignedOut();
    dispatch({ type: 'problem', problem });
  }

  function handleLost(): void {
    acknowledgements.reset();
    isWaitingForServer = false;
    dispatch({ type: 'lost', at: new Date() });
    updateStatus();
  }

  /** Coming back from the back-forward cache: leaving had removed the local awareness state. */
  function handlePageShow(): void {
    remoteAwareness.setLocalState(localAwareness.getLocalState());
  }

  function handleBeforeUnload(event: BeforeUnloadEvent): void {
    const syncState = getSyncState();
    if (!isSaved(syncState) && syncState.changes > 0 && !running?.localCopy.isStored())
      event.preventDefault();
  }

  function updateStatus(problem: Problem | null = getSyncState().problem): void {
    // Text without what it builds on would be shown with holes.
    const isComplete = remote.store.pendingStructs === null;
    const hasContent = isComplete && remote.getXmlFragment(fragmentNames.title).length > 0;
    const status = state.getStatus();
    const next = nextStatus(status, { hasContent, isWaitingForServer, problem });
    if (next !== status) state.setStatus(next);
  }

  return {
    ydoc: local,
    awareness: localAwareness,
    start,
    stop,
    introduce: (user) => localAwareness.setLocalStateField('user', user),
    store: state.store,
    whenSaved() {
      const saved = state.whenSaved();
      if (!isSaved(getSyncState()) && blockingReason(getSyncState()) === null) acknowledgements.request();
      return saved;
    },
    reconnect,
  };
}
