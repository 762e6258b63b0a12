import { type Document, Hocuspocus, isTransactionOrigin } from '@hocuspocus/server';
import * as Y from 'yjs';
import {
  articleIdOf,
  type CloseReason,
  clientMessageSchema,
  closeCodes,
  type ServerMessage,
} from '../../domain/contract/collaboration.ts';
import { classifyError, loggableError } from '../classify-error.ts';
import type { Database } from '../db/database.ts';
import { findArticle, stateOf } from '../db/queries/articles.ts';
import type { Logger } from '../logger.ts';
import {
  type ConnectionContext,
  createArticleConnections,
  rightsOf,
  type SocketSession,
  syncStep1,
} from './article-connection.ts';
import { type Channel, joinCluster, singleProcess } from './cluster.ts';
import { type Author, createLiveArticle, type LiveArticle } from './live-article.ts';
import { createLiveDocuments, type LiveDocuments } from './live-documents.ts';
import { requesterOf, storedOrigin } from './origins.ts';
import { cleanPresence, isForeignClient } from './presence.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { watchSessions } from './session-check.ts';
import { loadDocument, UnreadableDocument } from './store.ts';

export type CollabOptions = {
  db: Database;
  /** Who sends these headers; null when nobody is signed in, or no longer. */
  resolveActor(headers: Headers): Promise<SocketSession | null>;
  clock: () => Date;
  logger: Logger;
  /** How this process meets the others of its newsroom. Default: there are none. */
  channel?: Channel;
};

/** Anything with the manners of a WebSocket: that of `ws`, that of a browser, the client of a mocked one. */
type SocketLike = {
  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void;
  close(code?: number, reason?: string): void;
  readonly readyState: number;
};

/** What the host feeds with what comes in on a socket. */
type SocketFeed = {
  message(data: Uint8Array): void;
  closed(event?: { code: number; reason: string }): void;
};

export type Collab = {
  documents: LiveDocuments;
  /** Takes over an open socket. `request` is the upgrade request: its headers say who it is. */
  handleConnection(socket: SocketLike, request: Request): SocketFeed;
  /** Takes everybody's caret away elsewhere, where there is no time for `close`. */
  leave(): void;
  /** Stores everything, closes all sockets, and forgets the documents. */
  close(): Promise<void>;
};

/** What changed elsewhere (words, a stage, an author) is noticed within this time, also when nobody tells of it. */
const recheckIntervalMs = 30_000;
/**
 * A socket that says nothing for this long is dead. Browsers let a background tab run its timers once a minute, and
 * presence is what it says then.
 */
const silentSocketMs = 150_000;

/** Hocuspocus sends `reason` to the client; it logs errors with a message, and this is none of its business. */
class Refusal extends Error {
  readonly reason: CloseReason;
  constructor(reason: CloseReason) {
    super('');
    this.reason = reason;
  }
}

/**
 * The sockets at `/collab`: who may come in, what they may change, and that it is stored.
 *
 * Hocuspocus moves the updates between the clients of this process. Everything that must not go wrong is ours: the
 * quarantine before an update is taken (`quarantine.ts`), the way into the database (`live-article.ts`), the rights.
 * Hocuspocus' own debounced storing is not used.
 *
 * One process serves a newsroom. Several of them share the database and tell each other when it is worth a look, see
 * `neighbours.ts`; each compacts from the database, never from its memory.
 */
export function createCollab(options: CollabOptions): Collab {
  const { db, resolveActor, clock, logger, channel = singleProcess } = options;
  const liveArticles = new WeakMap<Y.Doc, LiveArticle>();
  const connections = createArticleConnections({ logger, look });
  let isClosing = false;

  const hocuspocus = new Hocuspocus<ConnectionContext>({
    quiet: true,
    timeout: silentSocketMs,

    async onAuthenticate({ documentName: name, requestHeaders, request, connectionConfig }) {
      if (isClosing) throw new Refusal('restart');
      const articleId = articleIdOf(name);
      if (!articleId) throw new Refusal('not-found');
      const found = await arrive(requestHeaders, articleId).catch((error: unknown) => {
        logger.error(
          { articleId, ...loggableError(error) },
          'Nobody can be let in: the database does not answer',
        );
        throw new Refusal('unavailable');
      });
      if (!found) throw new Refusal('unauthenticated');
      const rights = found.article && rightsOf(found.session.actor, found.article, request);
      if (!rights) throw new Refusal('not-found');
      connectionConfig.readOnly = !rights.canEdit;
      return { session: found.session };
    },

    async onLoadDocument({ documentName: name, document }) {
      try {
        await load(name, document);
      } catch (error) {
        // Hocuspocus only forgets the document; its timer would go on.
        document.destroy();
        logger.error({ document: name, ...loggableError(error) }, 'A document could not be loaded');
        throw new Refusal(error instanceof UnreadableDocument ? 'unreadable' : 'unavailable');
      }
    },

    async afterLoadDocument({ document }) {
      cluster.publishOpened(document);
    },

    async connected({ connection, documentName: name }) {
      const seat = connections.of(connection);
      const live = liveArticles.get(connection.document);
      // The document was given up or unloaded while this connection was on its way in.
      if (!live || live.isGivenUp() || hocuspocus.documents.get(name) !== connection.document) {
        return connections.close(seat, 'reset');
      }
      connections.sendStored(seat, live);
      if (live.failure() !== null) connections.send(seat, failedMessage(live.failure()));
      connections.send(seat, { type: 'rights', ...seat.rights });
      await connections.refresh(seat);
    },

    async beforeSync({ connection, type, payload }) {
      const live = liveArticles.get(connection.document);
      if (type !== syncStep1 && live) connections.examine(connections.of(connection), live, type, payload);
    },

    async afterHandleMessage({ connection }) {
      connections.examined(connections.of(connection), liveArticles.get(connection.document));
    },

    async onStateless({ connection, payload }) {
      const live = liveArticles.get(connection.document);
      const message = clientMessageSchema.safeParse(jsonOf(payload));
      if (live && message.success)
        connections.answerMark(connections.of(connection), live, message.data.mark);
    },

    async beforeHandleAwareness({ connection, document, states }) {
      if (!connection) return;
      const { session } = connections.of(connection);
      cleanPresence(states, session, (clientId) =>
        isForeignClient(document, clientId, session.user.id, connections.at(document)),
      );
    },

    async onAwarenessUpdate({ document, added, updated, removed, transactionOrigin }) {
      cluster.publishPresence(document, [...added, ...updated, ...removed], transactionOrigin);
    },

    async beforeUnloadDocument({ document }) {
      const live = liveArticles.get(document);
      if (!live || live.isGivenUp()) return;
      // It stays in memory and goes on trying; `onStored` lets it go.
      await live.flush().catch(() => {
        throw new Refusal('unavailable');
      });
      await live.tidy();
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

  async function arrive(headers: Headers, articleId: string) {
    const found = await look(headers, articleId);
    // Who comes from another process brings words that it has stored: they must be known for what they are.
    if (found) {
      await localDocuments.catchUp(articleId).catch((error: unknown) => {
        logger.warn(
          { articleId, ...loggableError(error) },
          'Somebody came in to words that may not be the latest',
        );
      });
    }
    return found;
  }

  async function look(headers: Headers, articleId: string) {
    const session = await resolveActor(headers);
    if (!session) return null;
    const row = await findArticle(db, articleId, clock());
    return { session, article: row && stateOf(row) };
  }

  /** Brings the stored words into an empty document. Never ends with an empty one. */
  async function load(name: string, document: Document): Promise<void> {
    const articleId = articleIdOf(name);
    if (!articleId) throw new UnreadableDocument(`No article is called ${name}`);
    const stored = await loadDocument(db, articleId);
    Y.applyUpdate(document, Y.encodeStateAsUpdate(stored.doc), storedOrigin);
    // Nobody is there yet to be told; the first one would get the whole document twice.
    document.flush();
    const live = createLiveArticle({
      articleId,
      doc: document,
      db,
      clock,
      logger,
      authorOf,
      updateCount: stored.updateCount,
      seen: stored.seen,
      onStored(hasNewWords) {
        if (hasNewWords) cluster.publishStored(articleId);
        for (const seat of connections.at(document)) connections.sendStored(seat, live);
        if (document.getConnectionsCount() === 0) void hocuspocus.unloadDocument(document);
      },
      onFailed(error) {
        for (const seat of connections.at(document)) connections.send(seat, failedMessage(error));
      },
      onGivenUp() {
        for (const seat of connections.at(document)) connections.close(seat, 'reset');
        void hocuspocus.unloadDocument(document);
      },
    });
    liveArticles.set(document, live);
    document.on('destroy', () => live.dispose());
  }

  function authorOf(origin: unknown): Author {
    if (isTransactionOrigin(origin) && origin.source === 'connection') {
      const { actor } = connections.of(origin.connection).session;
      return { id: actor.id, actor };
    }
    return { id: requesterOf(origin), actor: null };
  }

  return {
    documents: cluster.documents,
    leave: cluster.publishLeft,
    handleConnection(socket, request) {
      const client = hocuspocus.handleConnection(socket, request);
      const limitRate = createRateLimiter(() => performance.now());
      let isOver = false;
      return {
        message(data) {
          if (isOver) return;
          const verdict = limitRate(data.byteLength);
          if (verdict === 'ok') return client.handleMessage(data);
          isOver = true;
          logger.warn({ verdict, bytes: data.byteLength }, 'A socket was closed');
          socket.close(closeCodes[verdict], verdict);
        },
        closed(event) {
          isOver = true;
          client.handleClose(event);
        },
      };
    },
    async close() {
      isClosing = true;
      clearInterval(recheck);
      stopWatching();
      const open = [...hocuspocus.documents.values()];
      const leaving = open.flatMap(connections.at);
      const arriving = leaving.map((seat) => seat.connection.waitForPendingMessages());
      for (const seat of leaving) connections.close(seat, 'restart');
      await Promise.all(arriving);
      for (const document of open) {
        const live = liveArticles.get(document);
        await live?.flush().catch((error: unknown) => {
          logger.error(
            { document: document.name, ...loggableError(error) },
            'Stopped with edits that could not be stored',
          );
        });
        await live?.tidy();
        hocuspocus.documents.delete(document.name);
        document.destroy();
      }
    },
  };
}

function failedMessage(error: unknown): ServerMessage {
  const { code } = classifyError(error);
  return { type: 'store-failed', code: code === 'storage-full' ? code : 'unavailable' };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
