import { type Connection, type Document, OutgoingMessage } from '@hocuspocus/server';
import * as Y from 'yjs';
import {
  articleIdOf,
  type CloseReason,
  closeCodes,
  type Rights,
  type ServerMessage,
  schemaParameter,
  toBase64,
} from '../../domain/contract/collaboration.ts';
import { schemaVersion } from '../../domain/document/content.ts';
import { type OrphanedText, restoreOrphanedText } from '../../domain/document/orphaned-text.ts';
import { canOnArticle } from '../../domain/permissions.ts';
import type { Actor } from '../../domain/roles.ts';
import type { ArticleState } from '../../domain/workflow.ts';
import { loggableError } from '../classify-error.ts';
import type { Logger } from '../logger.ts';
import type { LiveArticle } from './live-article.ts';
import { restoredTextOrigin } from './origins.ts';

/** Who sits behind a socket. A host resolves it from the headers of the upgrade request. */
export type SocketSession = { actor: Actor; user: { id: string; name: string } };

/** What Hocuspocus carries along with each connection. */
export type ConnectionContext = { session: SocketSession };

/** One connection to one article. */
export type ArticleConnection = {
  connection: Connection<ConnectionContext>;
  session: SocketSession;
  rights: Rights;
  /**
   * The server has all that this client has. Not so before the client has answered the state vector with which every
   * connection starts, nor after something that it sent was left out. Only then may it be told that all is stored.
   */
  isComplete: boolean;
  /** The message that is being handled is to be left out. */
  isSkipping: boolean;
  /** What the message that is being handled takes the block from. */
  orphans: OrphanedText[];
  /** How many messages were left out because they built on what had not arrived. */
  skipped: number;
  /** The latest mark that is stored. */
  storedMark: number | null;
  /** The latest mark that may not be told to be stored, because the server does not have all that came before. */
  heldMark: number | null;
  isClosed: boolean;
};

/** Message types of the Yjs sync protocol; the third, an update, is 2. */
export const syncStep1 = 0;
const syncStep2 = 1;
/** After so many messages with gaps it is no bad network. */
const skippedMax = 50;

/** What this person may do with the article's words on this socket; null when they may not even know of it. */
export function rightsOf(actor: Actor, article: ArticleState, request: Request): Rights | null {
  if (!canOnArticle(actor, article, 'read').allowed) return null;
  const edit = canOnArticle(actor, article, 'edit');
  if (!edit.allowed) {
    return { canEdit: false, reason: edit.reason === 'wrong-stage' ? 'wrong-stage' : 'not-permitted' };
  }
  const version = new URL(request.url, 'http://localhost').searchParams.get(schemaParameter);
  // An editor of another version would delete what it does not know, so it may only show.
  return version === String(schemaVersion) ? { canEdit: true } : { canEdit: false, reason: 'schema-version' };
}

type Options = {
  logger: Logger;
  /** Who it is and where the article stands now; null without a session. Throws when the database does not answer. */
  look(
    headers: Headers,
    articleId: string,
  ): Promise<{ session: SocketSession; article: ArticleState | null } | null>;
};

/** All that concerns a single connection: what it may do, what of it is taken, what it is told. */
export type ArticleConnections = ReturnType<typeof createArticleConnections>;

export function createArticleConnections({ logger, look }: Options) {
  const seats = new WeakMap<Connection, ArticleConnection>();

  function of(connection: Connection<ConnectionContext>): ArticleConnection {
    const known = seats.get(connection);
    if (known) return known;
    const seat: ArticleConnection = {
      connection,
      session: connection.context.session,
      rights: connection.readOnly ? { canEdit: false, reason: 'not-permitted' } : { canEdit: true },
      isComplete: false,
      isSkipping: false,
      orphans: [],
      skipped: 0,
      storedMark: null,
      heldMark: null,
      isClosed: false,
    };
    seats.set(connection, seat);
    connection.onClose(() => {
      seat.isClosed = true;
      connection.readOnly = true;
    });
    return seat;
  }

  function send(seat: ArticleConnection, message: ServerMessage): void {
    if (!seat.isClosed) seat.connection.sendStateless(JSON.stringify(message));
  }

  function sendStored(seat: ArticleConnection, live: LiveArticle): void {
    send(seat, { type: 'stored', stateVector: toBase64(live.storedVector()), mark: seat.storedMark });
  }

  function close(seat: ArticleConnection, reason: CloseReason): void {
    const { connection } = seat;
    if (seat.isClosed) return;
    connection.close({ code: closeCodes[reason], reason });
    connection.webSocket.close(closeCodes[reason], reason);
  }

  /**
   * Looks at a message with changes before Hocuspocus takes it. Throwing would stop it, but also be logged as a fault
   * of the server; a read-only connection's changes are left out without a word, so that is what it is made into.
   */
  function examine(seat: ArticleConnection, live: LiveArticle, type: number, payload: Uint8Array): void {
    const { connection } = seat;
    if (seat.isClosed) return;
    if (connection.readOnly) {
      const isKnown = isContained(connection.document, payload);
      seat.isComplete = isKnown && (seat.isComplete || type === syncStep2);
      if (!isKnown) send(seat, { type: 'left-out' });
      return;
    }
    const verdict = live.validator.validate(payload);
    if (verdict.kind === 'ok') {
      if (type === syncStep2) seat.isComplete = true;
      seat.orphans = verdict.orphans;
      return;
    }
    seat.isComplete = false;
    connection.readOnly = true;
    if (verdict.kind === 'refused') {
      const { path, reason } = verdict.problem;
      const facts = { path, reason, document: connection.document.name, userId: seat.session.user.id };
      logger.warn(facts, 'An update was refused');
      close(seat, 'invalid-document');
      return;
    }
    seat.isSkipping = true;
    seat.skipped += 1;
    if (seat.skipped > skippedMax) close(seat, 'throttled');
    const { document, messageAddress } = connection;
    connection.send(
      new OutgoingMessage(messageAddress).createSyncMessage().writeFirstSyncStepFor(document).toUint8Array(),
    );
  }

  /** To be called when Hocuspocus is done with the message that `examine` has seen. */
  function examined(seat: ArticleConnection, live: LiveArticle | undefined): void {
    restoreOrphanedText(seat.connection.document, seat.orphans, restoredTextOrigin);
    seat.orphans = [];
    if (seat.isSkipping) {
      seat.isSkipping = false;
      seat.connection.readOnly = seat.isClosed || !seat.rights.canEdit;
    }
    if (live && seat.heldMark !== null && seat.isComplete) answerMark(seat, live, seat.heldMark);
  }

  /** Tells when everything that came before the mark is stored; not while something of it was left out. */
  function answerMark(seat: ArticleConnection, live: LiveArticle, mark: number): void {
    seat.heldMark = null;
    const isStored = live.whenStored(() => {
      if (seat.isComplete) seat.storedMark = mark;
      else seat.heldMark = mark;
    });
    if (isStored) sendStored(seat, live);
  }

  /** Asks again who it is and what they may do. When the database does not answer, it stays as it was. */
  async function refresh(seat: ArticleConnection): Promise<void> {
    const { connection } = seat;
    const articleId = articleIdOf(connection.document.name);
    if (!articleId) return;
    try {
      const found = await look(connection.request.headers, articleId);
      if (!found) return close(seat, 'unauthenticated');
      const rights = found.article && rightsOf(found.session.actor, found.article, connection.request);
      if (!rights) return close(seat, 'not-found');
      seat.session = found.session;
      const isChanged = rights.canEdit !== seat.rights.canEdit || rights.reason !== seat.rights.reason;
      seat.rights = rights;
      connection.readOnly = seat.isClosed || seat.isSkipping || !rights.canEdit;
      if (isChanged) send(seat, { type: 'rights', ...rights });
    } catch (error) {
      logger.warn(
        { articleId, ...loggableError(error) },
        'The rights on a socket could not be asked for again',
      );
    }
  }

  return {
    of,
    at: (document: Document): ArticleConnection[] => document.getConnections().map(of),
    send,
    sendStored,
    close,
    examine,
    examined,
    answerMark,
    refresh,
  };
}

function isContained(doc: Y.Doc, update: Uint8Array): boolean {
  try {
    return Y.snapshotContainsUpdate(Y.snapshot(doc), update);
  } catch {
    return false;
  }
}
