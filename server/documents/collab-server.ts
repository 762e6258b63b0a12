import { Hocuspocus } from '@hocuspocus/server';
import {
  articleIdOf,
  type CloseReason,
  clientMessageSchema,
  closeCodes,
} from '../../domain/contract/collaboration.ts';
import type { Database } from '../db/database.ts';
import type { DatabaseTime } from '../db/database-time.ts';
import { findArticle, stateOf } from '../db/queries/articles.ts';
import { loggableError } from '../loggable-error.ts';
import type { Logger } from '../logger.ts';
import {
  type ConnectionContext,
  createArticleConnections,
  hasOtherSchema,
  type ResolveActor,
  rightsOf,
  syncStep1,
} from './article-connection.ts';
import { type Channel, joinCluster, singleProcess } from './cluster.ts';
import { createLiveArticleRegistry } from './live-article-registry.ts';
import { createLiveDocuments, type LiveDocuments } from './live-documents.ts';
import { isForeignClient, sanitizePresence } from './presence.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { watchSessions } from './session-check.ts';
import { createSocketGate, unauthenticatedMessageMaxBytes } from './socket-gate.ts';
import { UnreadableDocument } from './store.ts';

export type CollabOptions = {
  db: Database;
  resolveActor: ResolveActor;
  clock: () => Date;
  /** Decides who may read an article: a published one is everybody's. */
  now: () => DatabaseTime;
  logger: Logger;
  /** The notification channel to the other processes of the newsroom. Default: there are none. */
  channel?: Channel;
};

/** The part of a WebSocket that is needed: that of `ws`, of a browser, or the client of a mocked one. */
type SocketLike = {
  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void;
  close(code?: number, reason?: string): void;
  readonly readyState: number;
};

/** Receives the events of a socket from the host. */
type SocketFeed = {
  message(data: Uint8Array): void;
  closed(event?: { code: number; reason: string }): void;
};

export type Collab = {
  documents: LiveDocuments;
  /** The account of the session of an upgrade request; null without one. For hosts that can refuse the upgrade. */
  accountOf(headers: Headers): Promise<string | null>;
  /** Takes over an open socket. `request` is the upgrade request, whose headers identify the session. */
  handleConnection(socket: SocketLike, request: Request): SocketFeed;
  /** Removes the local carets at the other processes, where there is no time for `close`. */
  leave(): void;
  /** Closes all sockets, stores all edits, and unloads the documents. */
  close(): Promise<void>;
};

/** The longest time until edits and rights of other processes are read when a notification is lost. */
const recheckIntervalMs = 30_000;
/**
 * A socket without a message for this long is dead. Browsers run the timers of a background tab once a minute, and
 * then it sends its presence.
 */
const socketTimeoutMs = 150_000;

/** Hocuspocus sends `reason` to the client, and logs errors that have a message. */
class Refusal extends Error {
  readonly reason: CloseReason;
  constructor(reason: CloseReason) {
    super('');
    this.reason = reason;
  }
}

/**
 * The collaboration server at `/collab`: authentication, rights, validation and durable storage of edits.
 *
 * Hocuspocus only distributes updates among the clients of this process; its debounced storing is not used. Updates are
 * validated first (`update-validator.ts`), then stored in batches (`live-article.ts`). Several processes may serve one
 * newsroom: they share the database and notify each other (`cluster.ts`).
 */
export function createCollab(options: CollabOptions): Collab {
  const { db, resolveActor, clock, logger, channel = singleProcess } = options;
  const connections = createArticleConnections({ logger, loadAccess });
  const liveArticles = createLiveArticleRegistry({
    db,
    clock,
    logger,
    connections,
    onStored: (articleId) => cluster.publishStored(articleId),
    unload: (document) => void hocuspocus.unloadDocument(document),
  });
  const gates = new WeakMap<Request, ReturnType<typeof createSocketGate>>();
  let isClosing = false;

  const hocuspocus = new Hocuspocus<ConnectionContext>({
    quiet: true,
    timeout: socketTimeoutMs,
    // For one document at a time; Hocuspocus closes the socket beyond it.
    maxUnauthenticatedQueueSize: 4 * unauthenticatedMessageMaxBytes,
    maxUnauthenticatedQueueMessages: 16,

    async onAuthenticate({ documentName: name, requestHeaders, request, connectionConfig }) {
      if (isClosing) throw new Refusal('restart');
      const articleId = articleIdOf(name);
      if (!articleId) throw new Refusal('not-found');
      const access = await loadAccess(requestHeaders, articleId).catch((error: unknown) => {
        logger.error({ articleId, ...loggableError(error) }, 'No access: the database does not answer');
        throw new Refusal('unavailable');
      });
      if (!access) throw new Refusal('unauthenticated');
      gates.get(request)?.authenticated();
      await catchUp(articleId);
      const rights = access.article && rightsOf(access.session.actor, access.article, request);
      if (!rights) throw new Refusal('not-found');
      connectionConfig.readOnly = !rights.canEdit;
      return { session: access.session };
    },

    async onLoadDocument({ documentName: name, document }) {
      try {
        await liveArticles.load(name, document);
      } catch (error) {
        // Hocuspocus drops the document without stopping its timers.
        document.destroy();
        logger.error({ document: name, ...loggableError(error) }, 'A document could not be loaded');
        throw new Refusal(error instanceof UnreadableDocument ? 'unreadable' : 'unavailable');
      }
    },

    async afterLoadDocument({ document }) {
      cluster.publishOpened(document);
    },

    async connected({ connection: transport, documentName: name }) {
      const connection = connections.connectionOf(transport);
      const live = liveArticles.get(transport.document);
      // The document may have been given up or unloaded while this client was connecting.
      if (!live || live.isGivenUp() || hocuspocus.documents.get(name) !== transport.document) {
        return connections.close(connection, 'reset');
      }
      if (hasOtherSchema(transport.request)) {
        connections.send(connection, { type: 'rights', canEdit: false, reason: 'schema-version' });
        return connections.close(connection, 'schema-version');
      }
      connections.sendStored(connection, live);
      if (live.failure() !== null) connections.sendFailure(connection, live.failure());
      connections.send(connection, { type: 'rights', ...connection.rights });
      await connections.refreshRights(connection);
    },

    async beforeSync({ connection: transport, type, payload }) {
      const live = liveArticles.get(transport.document);
      if (type !== syncStep1 && live) {
        connections.beforeUpdate(connections.connectionOf(transport), live, type, payload);
      }
    },

    async afterHandleMessage({ connection: transport }) {
      connections.afterMessage(connections.connectionOf(transport), liveArticles.get(transport.document));
    },

    async onStateless({ connection: transport, payload }) {
      const live = liveArticles.get(transport.document);
      const message = clientMessageSchema.safeParse(jsonOf(payload));
      if (live && message.success) {
        connections.acknowledgeMark(connections.connectionOf(transport), live, message.data.mark);
      }
    },

    async beforeHandleAwareness({ connection: transport, document, states }) {
      if (!transport) return;
      const { session } = connections.connectionOf(transport);
      sanitizePresence(states, session, {
        own: document.getClients(transport),
        isForeign: (clientId) =>
          isForeignClient(document, clientId, session.user.id, connections.ofDocument(document)),
      });
    },

    async onAwarenessUpdate({ document, added, updated, removed, transactionOrigin }) {
      cluster.publishPresence(document, [...added, ...updated, ...removed], transactionOrigin);
    },

    async beforeUnloadDocument({ document }) {
      const live = liveArticles.get(document);
      if (!live || live.isGivenUp()) return;
      // On failure it stays in memory and is retried; `onStored` unloads it.
      await live.flush().catch(() => {
        throw new Refusal('unavailable');
      });
      await live.compact();
    },
  });

  const localDocuments = createLiveDocuments({
    hocuspocus,
    liveArticles,
    connections,
    db,
    clock,
    logger,
    onMerged: (articleId) => cluster.publishStored(articleId),
  });
  const cluster = joinCluster({ channel, hocuspocus, localDocuments, logger });
  const recheck = setInterval(localDocuments.recheck, recheckIntervalMs);
  const stopWatching = watchSessions({ hocuspocus, connections, resolveActor });

  async function loadAccess(headers: Headers, articleId: string) {
    const session = await resolveActor(headers);
    if (!session) return null;
    const row = await findArticle(db, articleId, options.now());
    return { session, article: row && stateOf(row) };
  }

  /** A client that comes from another process brings updates stored there: they must be read before it sends them. */
  async function catchUp(articleId: string): Promise<void> {
    await localDocuments.catchUp(articleId).catch((error: unknown) => {
      logger.warn(
        { articleId, ...loggableError(error) },
        'A client joined before the latest edits were read',
      );
    });
  }

  return {
    documents: cluster.documents,
    leave: cluster.publishLeft,
    accountOf: async (headers) => (await resolveActor(headers))?.actor.id ?? null,
    handleConnection(socket, request) {
      const client = hocuspocus.handleConnection(socket, request);
      const limitRate = createRateLimiter(() => performance.now());
      let isOver = false;
      const close = (reason: CloseReason, bytes?: number) => {
        isOver = true;
        logger.warn({ event: 'socket-closed', reason, bytes }, 'A socket was closed');
        socket.close(closeCodes[reason], reason);
      };
      const gate = createSocketGate(close);
      gates.set(request, gate);
      return {
        message(data) {
          if (isOver) return;
          const rate = limitRate(data.byteLength);
          const refusal = rate === 'ok' ? gate.judge(data) : rate;
          if (refusal) close(refusal, data.byteLength);
          else client.handleMessage(data);
        },
        closed(event) {
          isOver = true;
          gate.dispose();
          client.handleClose(event);
        },
      };
    },
    async close() {
      isClosing = true;
      clearInterval(recheck);
      stopWatching();
      localDocuments.close();
      const documents = [...hocuspocus.documents.values()];
      const open = documents.flatMap(connections.ofDocument);
      const pendingMessages = open.map(({ transport }) => transport.waitForPendingMessages());
      for (const connection of open) connections.close(connection, 'restart');
      await Promise.all(pendingMessages);
      for (const document of documents) {
        const live = liveArticles.get(document);
        await live?.flush().catch((error: unknown) => {
          logger.error(
            { document: document.name, ...loggableError(error) },
            'Stopped with edits that could not be stored',
          );
        });
        await live?.compact();
        hocuspocus.documents.delete(document.name);
        document.destroy();
      }
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
