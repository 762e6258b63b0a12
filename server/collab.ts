import { type Document, type Extension, Hocuspocus, isTransactionOrigin } from '@hocuspocus/server';
import * as Y from 'yjs';
import {
  articleIdOf,
  type CloseReason,
  clientMessageSchema,
  closeCodes,
  type ServerMessage,
} from '../domain/contract/collaboration.ts';
import type { Actor } from '../domain/roles.ts';
import type { Database } from './db/database.ts';
import { findArticle, stateOf } from './db/queries/articles.ts';
import { faultOf } from './documents/fault.ts';
import { createLiveArticle, type LiveArticle } from './documents/live-article.ts';
import { createLiveDocuments, type LiveDocuments, storedOrigin } from './documents/live-documents.ts';
import { cleanPresence } from './documents/presence.ts';
import {
  createSeats,
  rightsOf,
  type Seat,
  type SeatContext,
  type SocketSession,
  syncStep1,
} from './documents/seat.ts';
import { loadDocument, UnreadableDocument } from './documents/store.ts';
import { createTraffic } from './documents/traffic.ts';
import { failureOf } from './failure.ts';
import type { Logger } from './logger.ts';

export type CollabOptions = {
  db: Database;
  /** Who sends these headers; null when nobody is signed in, or no longer. */
  resolveActor(headers: Headers): Promise<SocketSession | null>;
  clock: () => Date;
  logger: Logger;
  /** What a host adds: the mock's tabs meet over a channel, several processes over Redis. */
  extensions?: Extension[];
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
  /** Stores everything, closes all sockets, and forgets the documents. */
  close(): Promise<void>;
};

/** What changed elsewhere (a stage, an author, by another process) is noticed within this time. */
const recheckIntervalMs = 30_000;
/** A session that ended elsewhere is noticed well within five seconds. */
const sessionCheckIntervalMs = 3_000;
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
 * One process serves a newsroom. For several, an extension carries the updates between them; each process stores what
 * it sees, which Yjs makes harmless, and compacts from the database, never from its memory.
 */
export function createCollab({ db, resolveActor, clock, logger, extensions = [] }: CollabOptions): Collab {
  const lives = new WeakMap<Y.Doc, LiveArticle>();
  const seats = createSeats({ logger, look });
  let isClosing = false;

  const hocuspocus = new Hocuspocus<SeatContext>({
    quiet: true,
    timeout: silentSocketMs,
    extensions: [...extensions],

    async onAuthenticate({ documentName: name, requestHeaders, request, connectionConfig }) {
      if (isClosing) throw new Refusal('restart');
      const articleId = articleIdOf(name);
      if (!articleId) throw new Refusal('not-found');
      const found = await look(requestHeaders, articleId).catch((error: unknown) => {
        logger.error({ articleId, ...faultOf(error) }, 'Nobody can be let in: the database does not answer');
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
        logger.error({ document: name, ...faultOf(error) }, 'A document could not be loaded');
        throw new Refusal(error instanceof UnreadableDocument ? 'unreadable' : 'unavailable');
      }
    },

    async connected({ connection, documentName: name }) {
      const seat = seats.of(connection);
      const live = lives.get(connection.document);
      // The document was given up or unloaded while this connection was on its way in.
      if (!live || live.isGivenUp() || hocuspocus.documents.get(name) !== connection.document) {
        return seats.close(seat, 'reset');
      }
      seats.sendStored(seat, live);
      if (live.failure() !== null) seats.send(seat, failedMessage(live.failure()));
      seats.send(seat, { type: 'rights', ...seat.rights });
      await seats.refresh(seat);
    },

    async beforeSync({ connection, type, payload }) {
      const live = lives.get(connection.document);
      if (type !== syncStep1 && live) seats.examine(seats.of(connection), live, type, payload);
    },

    async afterHandleMessage({ connection }) {
      seats.examined(seats.of(connection), lives.get(connection.document));
    },

    async onStateless({ connection, payload }) {
      const live = lives.get(connection.document);
      const message = clientMessageSchema.safeParse(jsonOf(payload));
      if (live && message.success) seats.answerMark(seats.of(connection), live, message.data.mark);
    },

    async beforeHandleAwareness({ connection, document, states }) {
      if (!connection) return;
      const seat = seats.of(connection);
      cleanPresence(states, seat.session, (clientId) =>
        seats
          .at(document)
          .some(
            (other) =>
              other.session.user.id !== seat.session.user.id &&
              document.getClients(other.connection).has(clientId),
          ),
      );
    },

    async beforeUnloadDocument({ document }) {
      const live = lives.get(document);
      if (!live || live.isGivenUp()) return;
      // It stays in memory and goes on trying; `onStored` lets it go.
      await live.flush().catch(() => {
        throw new Refusal('unavailable');
      });
      await live.tidy();
    },
  });

  const recheck = setInterval(() => {
    for (const document of hocuspocus.documents.values()) {
      for (const seat of seats.at(document)) void seats.refresh(seat);
    }
  }, recheckIntervalMs);

  let isChecking = false;
  const sessionCheck = setInterval(async () => {
    // A slow database is not asked twice at once.
    if (isChecking) return;
    isChecking = true;
    const open = [...hocuspocus.documents.values()].flatMap(seats.at);
    await Promise.all(open.map(checkSession));
    isChecking = false;
  }, sessionCheckIntervalMs);

  /** The short question: whether it is still the same person in the same role. When the database is away, nothing changes. */
  async function checkSession(seat: Seat): Promise<void> {
    const { actor } = seat.session;
    const found = await resolveActor(seat.connection.request.headers).catch(() => seat.session);
    if (found?.actor.id !== actor.id || found.actor.role !== actor.role) await seats.refresh(seat);
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
      onStored() {
        for (const seat of seats.at(document)) seats.sendStored(seat, live);
        if (document.getConnectionsCount() === 0) void hocuspocus.unloadDocument(document);
      },
      onFailed(error) {
        for (const seat of seats.at(document)) seats.send(seat, failedMessage(error));
      },
      onGivenUp() {
        for (const seat of seats.at(document)) seats.close(seat, 'reset');
        void hocuspocus.unloadDocument(document);
      },
    });
    lives.set(document, live);
    document.on('destroy', () => live.dispose());
  }

  function authorOf(origin: unknown): Actor | 'server' | 'stored' {
    if (origin === storedOrigin) return 'stored';
    return isTransactionOrigin(origin) && origin.source === 'connection'
      ? seats.of(origin.connection).session.actor
      : 'server';
  }

  return {
    documents: createLiveDocuments({ hocuspocus, lives, seats, db, clock }),
    handleConnection(socket, request) {
      const client = hocuspocus.handleConnection(socket, request);
      const traffic = createTraffic(() => performance.now());
      let isOver = false;
      return {
        message(data) {
          if (isOver) return;
          const verdict = traffic(data.byteLength);
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
      clearInterval(sessionCheck);
      const open = [...hocuspocus.documents.values()];
      const leaving = open.flatMap(seats.at);
      const arriving = leaving.map((seat) => seat.connection.waitForPendingMessages());
      for (const seat of leaving) seats.close(seat, 'restart');
      await Promise.all(arriving);
      for (const document of open) {
        const live = lives.get(document);
        await live?.flush().catch((error: unknown) => {
          logger.error(
            { document: document.name, ...faultOf(error) },
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
  const { code } = failureOf(error);
  return { type: 'store-failed', code: code === 'storage-full' ? code : 'unavailable' };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
