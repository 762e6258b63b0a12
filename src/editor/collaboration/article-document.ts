import { HocuspocusProvider, WebSocketStatus } from '@hocuspocus/provider';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import {
  type ClientMessage,
  type CloseReason,
  closeCodes,
  documentName,
  fromBase64,
  isFinal,
  type PersonState,
  serverMessageSchema,
} from '../../../domain/contract/collaboration.ts';
import { fragmentNames } from '../../../domain/document/content.ts';
import { createCompositionGate } from './composition-gate.ts';
import { type DeviceCopy, keepOnDevice, unsentFromDevice } from './device-copy.ts';
import { documentKey } from './device-database.ts';
import { openDeviceStore } from './device-store.ts';
import { createDocumentState, type DocumentStore } from './document-state.ts';
import { fromLocal, fromRemote, fromRestoredText, pairDocuments } from './paired-documents.ts';
import { peopleIn } from './people.ts';
import { holdsWords, isSaved, obstacleOf, type Problem } from './save-state.ts';
import { ArticleSocket, socketUrl, updateIn } from './socket.ts';
import { createTimers } from './timers.ts';

export type ArticleDocument = {
  ydoc: Y.Doc;
  awareness: Awareness;
  /** May be called again right after `stop`, as React's strict mode does. */
  start(): void;
  /** Words that are on their way are still seen home. */
  stop(): void;
  introduce(user: PersonState): void;
  store: DocumentStore;
  /**
   * Resolves once everything that this page holds now is committed.
   *
   * @throws `NotSaved` when it will not be without somebody doing something: signed out, no right to edit.
   */
  whenSaved(): Promise<void>;
  /** After signing in again, or to try once more. */
  reconnect(): void;
};

type Options = {
  articleId: string;
  userId: string;
  /** The session has ended: the page asks for the password. */
  onSignedOut(): void;
};

/** Words are announced together: a mark for each keypress would say the same thing many times. */
const markDelayMs = 100;
/**
 * No answer for this long, to a mark or to one of the steps by which a connection opens: it is dead, whatever the
 * browser thinks. The slowest network that we serve takes five seconds each way, and storing takes its time too.
 */
const silenceMs = 12_000;
/** Between two attempts while the server answers that it cannot let anybody in. */
const retryMs = 1_000;
/** So long the device may take to read its copy before the server is asked without it. */
const deviceMs = 300;
/** A device that takes longer to open its copy is not waited for any more. */
const deviceGoneMs = 10_000;
/** So long the server may take before the device's own copy is shown. */
const patienceMs = 1_500;
/** So long a page that was left waits to hear that its last words are stored. */
const farewellMs = 5_000;

export function createArticleDocument({ articleId, userId, onSignedOut }: Options): ArticleDocument {
  const gate = createCompositionGate(document);
  const pair = pairDocuments(gate);
  const { local, remote, localAwareness, remoteAwareness } = pair;
  const timers = createTimers<
    'mark' | 'silence' | 'opening' | 'patience' | 'retry' | 'device' | 'unread' | 'stop'
  >();
  const state = createDocumentState(() => peopleIn(remoteAwareness, userId), handleHeard);
  const { facts, hear, show } = state;
  let marks = 0;
  let isPatient = true;
  let isLeaving = false;
  let explained: string | null = null;
  let storedVector = new Map<number, number>();
  let running: { provider: HocuspocusProvider; socket: ArticleSocket; device: DeviceCopy } | null = null;

  local.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin !== fromRemote) handleChange();
  });
  remote.on('update', (_update: Uint8Array, origin: unknown) => {
    // The device may bring what the server never got.
    if (origin === unsentFromDevice || origin === fromRestoredText) handleChange();
  });
  remoteAwareness.on('change', show);

  function handleChange(): void {
    hear({ type: 'changed' });
    if (!timers.has('mark')) timers.set('mark', markDelayMs, mark);
  }

  /** What was heard may be news for the device's copy, and for a page that only waits to hear it. */
  function handleHeard(): void {
    const obstacle = obstacleOf(facts());
    if (isSaved(facts())) running?.device.confirm();
    if (obstacle !== null && obstacle !== explained && holdsWords(facts())) {
      explained = obstacle;
      running?.device.explain(obstacle);
    }
    if (isLeaving && !isFarewell()) timers.set('stop', 0, end);
  }

  function start(): void {
    timers.clear('stop');
    isLeaving = false;
    if (running) return;
    const socket = new ArticleSocket(socketUrl());
    const store = openDeviceStore(documentKey(articleId, userId), () => !facts().isConnected);
    const device = keepOnDevice(remote, store, {
      isOwn: (origin) => origin === fromLocal || origin === fromRestoredText,
      onKeeping: (isKept) => {
        if (isKept !== facts().isKept) hear({ type: 'device', isKept });
      },
    });
    const provider = new HocuspocusProvider({
      websocketProvider: socket,
      name: documentName(articleId),
      document: remote,
      awareness: remoteAwareness,
      onAuthenticated: ({ scope }) => {
        awaitNextStep();
        if (scope === 'readonly' && facts().rights.canEdit)
          hear({ type: 'rights', rights: { canEdit: false } });
      },
      onAuthenticationFailed: ({ reason }) => {
        handleRefusal(reason);
        // The socket is still open, and nothing else would ask again.
        if (!facts().problem) timers.set('retry', retryMs, socket.restart.bind(socket));
      },
      onMessage: ({ message }) => {
        const arriving = updateIn(message);
        if (arriving) pair.expect(arriving.update, arriving.isFirst ? isUnsure : undefined);
      },
      onSynced: handleSynced,
      onStateless: ({ payload }) => handleMessage(payload),
      onClose: ({ event }) => handleRefusal(event.reason),
    });
    running = { provider, socket, device };
    socket.on('disconnect', () => handleLost(provider));
    socket.on('open', awaitNextStep);
    socket.on('status', ({ status: now }: { status: string }) => {
      if (now === WebSocketStatus.Connecting) awaitNextStep();
    });
    const connect = () => {
      timers.clear('device');
      if (running?.provider !== provider || isConnecting) return;
      isConnecting = true;
      provider.attach();
      void socket.connect();
    };
    let isConnecting = false;
    // With the device's copy in hand only what differs from it is sent, either way.
    timers.set('device', deviceMs, connect);
    timers.set('unread', deviceGoneMs, () => hear({ type: 'device-read' }));
    void device.loaded.then(() => {
      connect();
      timers.clear('unread');
      hear({ type: 'device-read' });
      showDeviceCopy();
      // What was told before the copy was read did not speak of it; it has changed the document, or is in it.
      if (isSaved(facts())) device.confirm();
    });
    timers.set('patience', patienceMs, () => {
      isPatient = false;
      showDeviceCopy();
    });
    addEventListener('online', handleOnline);
    addEventListener('offline', handleOffline);
    addEventListener('pageshow', handlePageShow);
    addEventListener('beforeunload', handleLeaving);
  }

  function stop(): void {
    timers.set('stop', 0, () => {
      isLeaving = true;
      remoteAwareness.setLocalState(null);
      if (!isFarewell()) return end();
      mark();
      timers.set('stop', farewellMs, end);
    });
  }

  /** Words are on their way, and the server is there to say when they have arrived. */
  function isFarewell(): boolean {
    return facts().isConnected && !isSaved(facts()) && obstacleOf(facts()) === null;
  }

  function end(): void {
    timers.clearAll();
    removeEventListener('online', handleOnline);
    removeEventListener('offline', handleOffline);
    removeEventListener('pageshow', handlePageShow);
    removeEventListener('beforeunload', handleLeaving);
    running?.provider.destroy();
    running?.socket.destroy();
    running?.device.destroy();
    running = null;
    pair.destroy();
    gate.destroy();
  }

  /** Whether a letter of this page was on its way when the last connection broke, or was never sent. */
  function isUnsure({ client, clock }: Y.ID): boolean {
    return client === local.clientID && clock >= (storedVector.get(client) ?? 0);
  }

  /** Hocuspocus waits for the first words of a server for as long as it takes: a connection that was deaf from its start. */
  function awaitNextStep(): void {
    timers.set('opening', silenceMs, () => running?.socket.restart());
  }

  function handleSynced(): void {
    timers.clear('opening');
    isPatient = false;
    state.setStatus('ready');
    hear({ type: 'problem', problem: null });
    hear({ type: 'connected' });
    mark();
  }

  function handleMessage(payload: string): void {
    const message = serverMessageSchema.parse(JSON.parse(payload));
    switch (message.type) {
      case 'stored':
        // Before the first exchange it would speak of words that came too late, and what came of them is not known.
        if (facts().isConnected) storedVector = Y.decodeStateVector(fromBase64(message.stateVector));
        hear({ ...message, stateVector: fromBase64(message.stateVector), at: new Date() });
        timers.clear('silence');
        if (facts().marks.length > 0) listenForSilence();
        break;
      case 'rights':
        hear({ type: 'rights', rights: { canEdit: message.canEdit, reason: message.reason } });
        // What was left out is offered again by the exchange that a new connection starts with.
        if (message.canEdit && facts().isLeftOut) running?.socket.restart();
        break;
      default:
        hear(message);
    }
  }

  /** The server closed, or did not let us in; or the connection broke, without a reason of ours. */
  function handleRefusal(said: string): void {
    const reason = Object.hasOwn(closeCodes, said) ? (said as CloseReason) : null;
    // From all other ends the socket recovers by itself.
    if (reason === null || !isFinal(reason)) return;
    running?.socket.disconnect();
    timers.clear('opening');
    // Where the document cannot be read, the copy of this device is all that there is to see.
    if (state.status() === 'loading' && reason !== 'unauthenticated') {
      state.setStatus(reason === 'unreadable' && hasWords() ? 'ready' : 'failed');
    }
    if (reason === 'unauthenticated') onSignedOut();
    hear({ type: 'problem', problem: reason as Problem });
  }

  function handleLost(provider: HocuspocusProvider): void {
    // Hocuspocus does not tell the provider of every end; without this it would take the next sync for the last one.
    provider.onClose();
    timers.clear('silence');
    timers.clear('opening');
    isPatient = false;
    hear({ type: 'lost', at: new Date() });
    showDeviceCopy();
  }

  function handleOnline(): void {
    if (!facts().isConnected && !facts().problem) void running?.socket.connect();
  }

  /** The browser knows before the socket does, which may take a minute to notice. */
  function handleOffline(): void {
    if (facts().isConnected) running?.socket.restart();
  }

  /** Coming back out of the browser's back-forward cache: leaving had taken our caret away. */
  function handlePageShow(): void {
    remoteAwareness.setLocalState(localAwareness.getLocalState());
  }

  function handleLeaving(event: BeforeUnloadEvent): void {
    if (!isSaved(facts()) && facts().changes > 0 && !running?.device.isKept()) event.preventDefault();
  }

  function showDeviceCopy(): void {
    if (state.status() === 'failed' && facts().problem === 'unreadable' && hasWords())
      state.setStatus('ready');
    if (state.status() === 'loading' && !isPatient && hasWords()) state.setStatus('ready');
  }

  function hasWords(): boolean {
    return remote.getXmlFragment(fragmentNames.title).length > 0;
  }

  function mark(): void {
    timers.clear('mark');
    if (!running || !facts().isConnected) return;
    marks += 1;
    hear({ type: 'marked', mark: marks, stateVector: Y.encodeStateVector(remote) });
    running.provider.sendStateless(JSON.stringify({ type: 'mark', mark: marks } satisfies ClientMessage));
    if (!timers.has('silence')) listenForSilence();
  }

  function listenForSilence(): void {
    timers.set('silence', silenceMs, () => {
      const { isConnected, failure, isLeftOut } = facts();
      if (isConnected && failure === null && !isLeftOut) running?.socket.restart();
    });
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
      if (!isSaved(facts()) && obstacleOf(facts()) === null) mark();
      return saved;
    },
    reconnect() {
      hear({ type: 'problem', problem: null });
      running?.socket.restart();
    },
  };
}
