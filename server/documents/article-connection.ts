import { type Connection, type Document, OutgoingMessage } from '@hocuspocus/server';
import * as Y from 'yjs';
import { schemaParameter } from '../../domain/contract/article-state.ts';
import {
  articleIdOf,
  type CloseReason,
  closeCodes,
  type Rights,
  type ServerMessage,
  toBase64,
} from '../../domain/contract/collaboration.ts';
import { schemaVersion } from '../../domain/document/content.ts';
import { type OrphanedText, restoreOrphanedText } from '../../domain/document/orphaned-text.ts';
import { canOnArticle } from '../../domain/permissions.ts';
import type { Actor } from '../../domain/roles.ts';
import type { ArticleState } from '../../domain/workflow.ts';
import { classifyError } from '../classify-error.ts';
import { loggableError } from '../loggable-error.ts';
import type { Logger } from '../logger.ts';
import type { LiveArticle } from './live-article.ts';
import { restoredTextOrigin } from './origins.ts';

/** The signed-in person of a socket, resolved from the headers of its upgrade request. */
export type SocketSession = {
  actor: Actor;
  user: { id: string; name: string; portraitMediaId?: string | null };
};

/**
 * The session of these headers; null when there is none, or it has ended.
 *
 * @param options `isUse`: whether it counts as use, which keeps the session from expiring. Default: no.
 */
export type ResolveActor = (headers: Headers, options?: { isUse: boolean }) => Promise<SocketSession | null>;

/** The context that Hocuspocus stores with each of its connections. */
export type ConnectionContext = { session: SocketSession };

/** One client's connection to one article. A socket may carry several. */
export type ArticleConnection = {
  /** The connection of Hocuspocus, which this one extends. */
  transport: Connection<ConnectionContext>;
  session: SocketSession;
  rights: Rights;
  /**
   * The server has every update of this client. False until the client has answered the initial state vector, and after
   * one of its messages was dropped. While false, no mark is acknowledged.
   */
  hasAllUpdates: boolean;
  /** The message that is being handled is dropped. */
  isDropping: boolean;
  /** Text that loses its block by the message that is being handled. */
  orphanedText: OrphanedText[];
  /** The number of messages that were dropped because they built on missing updates. */
  dropped: number;
  /** The latest acknowledged mark. */
  storedMark: number | null;
  /** The mark and the completeness of the last `stored`: without news the client needs no other. */
  sentMark: number | null;
  isBehind: boolean;
  /** The latest mark that waits for `hasAllUpdates`. */
  deferredMark: number | null;
  isClosed: boolean;
  /** It has sent an edit since the last check of its session, which makes it a session in use. */
  hasEdited: boolean;
};

/** Message types of the Yjs sync protocol; the third, an update, is 2. */
export const syncStep1 = 0;
const syncStep2 = 1;
/** More messages with gaps are no longer explained by a bad network. */
const droppedMax = 50;

/** The rights on an article's content over this socket; null when the actor may not read the article. */
export function rightsOf(actor: Actor, article: ArticleState, request: Request): Rights | null {
  if (!canOnArticle(actor, article, 'read').allowed) return null;
  const edit = canOnArticle(actor, article, 'edit');
  if (!edit.allowed) {
    return { canEdit: false, reason: edit.reason === 'wrong-stage' ? 'wrong-stage' : 'not-permitted' };
  }
  return hasOtherSchema(request) ? { canEdit: false, reason: 'schema-version' } : { canEdit: true };
}

/** Whether the editor of the client has another document schema. */
export function hasOtherSchema(request: Request): boolean {
  const version = new URL(request.url, 'http://localhost').searchParams.get(schemaParameter);
  return version !== String(schemaVersion);
}

type Options = {
  logger: Logger;
  /** Resolves session and current article state; null without a session. Throws when the database is unavailable. */
  loadAccess(
    headers: Headers,
    articleId: string,
  ): Promise<{ session: SocketSession; article: ArticleState | null } | null>;
};

/** Rights, validation and acknowledgement for each connection. */
export type ArticleConnections = ReturnType<typeof createArticleConnections>;

export function createArticleConnections({ logger, loadAccess }: Options) {
  const byTransport = new WeakMap<Connection, ArticleConnection>();

  function connectionOf(transport: Connection<ConnectionContext>): ArticleConnection {
    const known = byTransport.get(transport);
    if (known) return known;
    const connection: ArticleConnection = {
      transport,
      session: transport.context.session,
      rights: transport.readOnly ? { canEdit: false, reason: 'not-permitted' } : { canEdit: true },
      hasAllUpdates: false,
      isDropping: false,
      orphanedText: [],
      dropped: 0,
      storedMark: null,
      sentMark: null,
      isBehind: false,
      deferredMark: null,
      isClosed: false,
      hasEdited: false,
    };
    byTransport.set(transport, connection);
    transport.onClose(() => {
      connection.isClosed = true;
      transport.readOnly = true;
    });
    return connection;
  }

  function send(connection: ArticleConnection, message: ServerMessage): void {
    if (!connection.isClosed) connection.transport.sendStateless(JSON.stringify(message));
  }

  function sendStored(connection: ArticleConnection, live: LiveArticle): void {
    const stateVector = toBase64(live.storedVector());
    connection.sentMark = connection.storedMark;
    connection.isBehind = !live.isStored();
    send(connection, { type: 'stored', stateVector, mark: connection.storedMark });
  }

  /** After a commit: to those whose mark it acknowledges, or whose last message reported a failure or an older state. */
  function notifyStored(connection: ArticleConnection, live: LiveArticle): void {
    if (connection.isBehind || connection.storedMark !== connection.sentMark) sendStored(connection, live);
  }

  function sendFailure(connection: ArticleConnection, error: unknown): void {
    connection.isBehind = true;
    const { code } = classifyError(error);
    send(connection, { type: 'store-failed', code: code === 'storage-full' ? code : 'unavailable' });
  }

  function close({ transport, isClosed }: ArticleConnection, reason: CloseReason): void {
    if (isClosed) return;
    transport.close({ code: closeCodes[reason], reason });
    transport.webSocket.close(closeCodes[reason], reason);
  }

  /**
   * Validates an update before Hocuspocus applies it. An invalid one is dropped by making the connection read-only for
   * this message: Hocuspocus would log an exception as an error of the server.
   */
  function beforeUpdate(
    connection: ArticleConnection,
    live: LiveArticle,
    type: number,
    payload: Uint8Array,
  ): void {
    const { transport } = connection;
    if (connection.isClosed) return;
    if (transport.readOnly) {
      const isKnown = isContained(transport.document, payload);
      connection.hasAllUpdates = isKnown && (connection.hasAllUpdates || type === syncStep2);
      if (!isKnown) send(connection, { type: 'left-out' });
      return;
    }
    const verdict = live.validator.validate(payload);
    if (verdict.kind === 'accepted') {
      // Every page answers the initial sync, also without an edit.
      if (type === syncStep2) connection.hasAllUpdates = true;
      else connection.hasEdited = true;
      connection.orphanedText = verdict.orphanedText;
      return;
    }
    connection.hasAllUpdates = false;
    transport.readOnly = true;
    if (verdict.kind === 'rejected') {
      const { path, reason } = verdict.problem;
      const facts = { path, reason, document: transport.document.name, userId: connection.session.user.id };
      logger.warn(facts, 'An update was refused');
      close(connection, 'invalid-document');
      return;
    }
    connection.isDropping = true;
    connection.dropped += 1;
    if (connection.dropped > droppedMax) close(connection, 'throttled');
    const { document, messageAddress } = transport;
    transport.send(
      new OutgoingMessage(messageAddress).createSyncMessage().writeFirstSyncStepFor(document).toUint8Array(),
    );
  }

  /** Completes the message that `beforeUpdate` has validated. */
  function afterMessage(connection: ArticleConnection, live: LiveArticle | undefined): void {
    const { transport, deferredMark } = connection;
    const origin = restoredTextOrigin(connection.session.actor.id);
    restoreOrphanedText(transport.document, connection.orphanedText, origin);
    connection.orphanedText = [];
    if (connection.isDropping) {
      connection.isDropping = false;
      transport.readOnly = connection.isClosed || !connection.rights.canEdit;
    }
    if (live && deferredMark !== null && connection.hasAllUpdates) {
      acknowledgeMark(connection, live, deferredMark);
    }
  }

  /** Acknowledges the mark once every update before it is stored; defers it while one of them is missing. */
  function acknowledgeMark(connection: ArticleConnection, live: LiveArticle, mark: number): void {
    connection.deferredMark = null;
    const isStored = live.whenStored(() => {
      if (connection.hasAllUpdates) connection.storedMark = mark;
      else connection.deferredMark = mark;
    });
    if (isStored) sendStored(connection, live);
  }

  /** Resolves session and rights again. When the database is unavailable, nothing changes. */
  async function refreshRights(connection: ArticleConnection): Promise<void> {
    const { transport } = connection;
    const articleId = articleIdOf(transport.document.name);
    if (!articleId) return;
    try {
      const access = await loadAccess(transport.request.headers, articleId);
      if (!access) return close(connection, 'unauthenticated');
      const rights = access.article && rightsOf(access.session.actor, access.article, transport.request);
      if (!rights) return close(connection, 'not-found');
      connection.session = access.session;
      const isChanged =
        rights.canEdit !== connection.rights.canEdit || rights.reason !== connection.rights.reason;
      connection.rights = rights;
      transport.readOnly = connection.isClosed || connection.isDropping || !rights.canEdit;
      if (isChanged) send(connection, { type: 'rights', ...rights });
    } catch (error) {
      logger.warn({ articleId, ...loggableError(error) }, 'The rights on a socket could not be refreshed');
    }
  }

  return {
    connectionOf,
    ofDocument: (document: Document): ArticleConnection[] => document.getConnections().map(connectionOf),
    send,
    sendStored,
    notifyStored,
    sendFailure,
    close,
    beforeUpdate,
    afterMessage,
    acknowledgeMark,
    refreshRights,
  };
}

function isContained(doc: Y.Doc, update: Uint8Array): boolean {
  try {
    return Y.snapshotContainsUpdate(Y.snapshot(doc), update);
  } catch {
    return false;
  }
}
