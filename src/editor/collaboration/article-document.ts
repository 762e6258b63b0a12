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
  type Rights,
  serverMessageSchema,
} from '../../../domain/contract/collaboration.ts';
import { fragmentNames } from '../../../domain/document/content.ts';
import { createCompositionGate } from './composition-gate.ts';
import { type DeviceCopy, fromDevice, keepOnDevice } from './device-copy.ts';
import { openDeviceStore } from './device-store.ts';
import { fromRemote, pairDocuments } from './paired-documents.ts';
import { type PersonHere, peopleIn } from './people.ts';
import {
  isSaved,
  learn,
  NotSaved,
  nothingKnown,
  obstacleOf,
  type Problem,
  type SaveEvent,
  type SaveState,
  saveStateOf,
} from './save-state.ts';
import { ArticleSocket, socketUrl } from './socket.ts';
import { createTimers } from './timers.ts';

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

export type ArticleDocument = {
  ydoc: Y.Doc;
  awareness: Awareness;
  /** May be called again right after `stop`, as React's strict mode does. */
  start(): void;
  stop(): void;
  introduce(user: PersonState): void;
  subscribe(listener: () => void): () => void;
  snapshot(): DocumentSnapshot;
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
/** So long the server may take before the device's own copy is shown. */
const patienceMs = 1_500;

export function createArticleDocument({ articleId, userId, onSignedOut }: Options): ArticleDocument {
  const gate = createCompositionGate(document);
  const pair = pairDocuments(gate);
  const { local, remote, localAwareness, remoteAwareness } = pair;
  const listeners = new Set<() => void>();
  const timers = createTimers<'mark' | 'silence' | 'opening' | 'patience' | 'retry' | 'device' | 'stop'>();
  const waiting = new Set<{ changes: number; resolve: () => void; reject: (error: NotSaved) => void }>();
  let facts = nothingKnown;
  let status: DocumentSnapshot['status'] = 'loading';
  let marks = 0;
  let isPatient = true;
  let running: { provider: HocuspocusProvider; socket: ArticleSocket; device: DeviceCopy } | null = null;
  let current = look();

  local.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin !== fromRemote) handleChange();
  });
  remote.on('update', (_update: Uint8Array, origin: unknown) => {
    // The device may bring what the server never got.
    if (origin === fromDevice) handleChange();
  });
  remoteAwareness.on('change', show);

  function handleChange(): void {
    hear({ type: 'changed' });
    if (!timers.has('mark')) timers.set('mark', markDelayMs, mark);
  }

  function start(): void {
    timers.clear('stop');
    if (running) return;
    const socket = new ArticleSocket(socketUrl());
    const device = keepOnDevice(remote, openDeviceStore(`article:${articleId}:${userId}`), (isKept) => {
      if (isKept !== facts.isKept) hear({ type: 'device', isKept });
    });
    const provider = new HocuspocusProvider({
      websocketProvider: socket,
      name: documentName(articleId),
      document: remote,
      awareness: remoteAwareness,
      onAuthenticated: ({ scope }) => {
        awaitNextStep();
        if (scope === 'readonly' && facts.rights.canEdit)
          hear({ type: 'rights', rights: { canEdit: false } });
      },
      onAuthenticationFailed: ({ reason }) => {
        handleRefusal(reason);
        // The socket is still open, and nothing else would ask again.
        if (!facts.problem) timers.set('retry', retryMs, socket.restart.bind(socket));
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
    void device.loaded.then(() => {
      connect();
      showDeviceCopy();
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
    });
  }

  /** Hocuspocus waits for the first words of a server for as long as it takes: a connection that was deaf from its start. */
  function awaitNextStep(): void {
    timers.set('opening', silenceMs, () => running?.socket.restart());
  }

  function handleSynced(): void {
    timers.clear('opening');
    isPatient = false;
    status = 'ready';
    hear({ type: 'problem', problem: null });
    hear({ type: 'connected' });
    mark();
  }

  function handleMessage(payload: string): void {
    const message = serverMessageSchema.parse(JSON.parse(payload));
    switch (message.type) {
      case 'stored':
        hear({ ...message, stateVector: fromBase64(message.stateVector), at: new Date() });
        timers.clear('silence');
        if (facts.marks.length > 0) listenForSilence();
        break;
      case 'rights':
        hear({ type: 'rights', rights: { canEdit: message.canEdit, reason: message.reason } });
        // What was left out is offered again by the exchange that a new connection starts with.
        if (message.canEdit && facts.isLeftOut) running?.socket.restart();
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
    if (status === 'loading' && reason !== 'unauthenticated') status = 'failed';
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
    if (!facts.isConnected && !facts.problem) void running?.socket.connect();
  }

  /** The browser knows before the socket does, which may take a minute to notice. */
  function handleOffline(): void {
    if (facts.isConnected) running?.socket.restart();
  }

  /** Coming back out of the browser's back-forward cache: leaving had taken our caret away. */
  function handlePageShow(): void {
    remoteAwareness.setLocalState(localAwareness.getLocalState());
  }

  function handleLeaving(event: BeforeUnloadEvent): void {
    if (!isSaved(facts) && facts.changes > 0 && !running?.device.isKept()) event.preventDefault();
  }

  function showDeviceCopy(): void {
    if (status !== 'loading' || isPatient) return;
    if (remote.getXmlFragment(fragmentNames.title).length === 0) return;
    status = 'ready';
    show();
  }

  function mark(): void {
    timers.clear('mark');
    if (!running || !facts.isConnected) return;
    marks += 1;
    hear({ type: 'marked', mark: marks, stateVector: Y.encodeStateVector(remote) });
    running.provider.sendStateless(JSON.stringify({ type: 'mark', mark: marks } satisfies ClientMessage));
    if (!timers.has('silence')) listenForSilence();
  }

  function listenForSilence(): void {
    timers.set('silence', silenceMs, () => {
      if (facts.isConnected && facts.failure === null && !facts.isLeftOut) running?.socket.restart();
    });
  }

  function hear(event: SaveEvent): void {
    facts = learn(facts, event);
    const obstacle = obstacleOf(facts);
    for (const entry of [...waiting]) {
      if (facts.stored >= entry.changes) entry.resolve();
      else if (obstacle !== null) entry.reject(new NotSaved(obstacle));
      else continue;
      waiting.delete(entry);
    }
    show();
  }

  function look(): DocumentSnapshot {
    const isOld = facts.rights.reason === 'schema-version';
    return {
      status,
      saveState: saveStateOf(facts),
      rights: facts.rights,
      problem: facts.problem ?? (isOld ? 'schema-version' : null),
      people: peopleIn(remoteAwareness, userId),
    };
  }

  function show(): void {
    const next = look();
    // Carets move all the time; what they change of this is nothing. A part that is the same stays the same object.
    const names = Object.keys(next) as (keyof DocumentSnapshot)[];
    const changed = names.filter((name) => JSON.stringify(next[name]) !== JSON.stringify(current[name]));
    if (changed.length === 0) return;
    current = { ...current, ...Object.fromEntries(changed.map((name) => [name, next[name]])) };
    for (const listener of listeners) listener();
  }

  return {
    ydoc: local,
    awareness: localAwareness,
    start,
    stop,
    introduce: (user) => localAwareness.setLocalStateField('user', user),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => current,
    whenSaved() {
      const obstacle = obstacleOf(facts);
      if (obstacle !== null) return Promise.reject(new NotSaved(obstacle));
      if (isSaved(facts)) return Promise.resolve();
      mark();
      return new Promise((resolve, reject) => waiting.add({ changes: facts.changes, resolve, reject }));
    },
    reconnect() {
      hear({ type: 'problem', problem: null });
      running?.socket.restart();
    },
  };
}
