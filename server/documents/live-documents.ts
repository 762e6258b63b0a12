import type { Document, Hocuspocus } from '@hocuspocus/server';
import * as Y from 'yjs';
import { documentName } from '../../domain/contract/collaboration.ts';
import type { ContentJson } from '../../domain/document/content.ts';
import type { Database } from '../db/database.ts';
import { loggableError } from '../loggable-error.ts';
import type { Logger } from '../logger.ts';
import type { ArticleConnections, ConnectionContext } from './article-connection.ts';
import type { LiveArticle } from './live-article.ts';
import type { LiveArticleRegistry } from './live-article-registry.ts';
import { requestOrigin } from './origins.ts';
import { type Merger, mergeContent, NotEditable, UnreadableDocument } from './store.ts';
import { contentOf, writeContent } from './yjs-content.ts';

/**
 * Documents as the rest of the server uses them. Every call works for a document that is open in this process, and for
 * one that is only in the database.
 */
export type LiveDocuments = {
  /**
   * Stores the edits that this process holds in memory. Resolves when they are committed.
   *
   * @throws the error of the commit. The edits stay in memory and are retried.
   */
  flush(articleId: string): Promise<void>;
  /**
   * Merges content into the document as a difference, so that carets and edits of others stay, and commits.
   * `content` has passed `checkContent`, and the user `by` has been authorized.
   *
   * @throws `NotEditable` when the article's stage no longer permits edits; the error of the commit.
   */
  merge(articleId: string, content: ContentJson, by: string): Promise<void>;
  /**
   * Merges content that is computed from the present one, atomically: no edit can come in between.
   *
   * @param writerId the account whose text it is, when it is not that of `by`.
   * @returns the content before.
   * @throws as `merge`, and `UnreadableDocument`.
   */
  change(
    articleId: string,
    transform: (present: ContentJson) => ContentJson,
    by: string,
    writerId?: string,
  ): Promise<ContentJson>;
  /**
   * The document with the edits that this process holds, as a Yjs update. It stays open for a while, because whoever
   * requests it is about to connect.
   *
   * @throws when it cannot be read, or the database is unavailable.
   */
  state(articleId: string): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Refreshes the rights of every connection to this article: read-only, editable, or closed. Call it after every
   * transition and every change of fields.
   */
  rightsChanged(articleId: string): Promise<void>;
  /** Whether somebody is connected to this article at this process. */
  isConnected(articleId: string): boolean;
  /** Closes the sockets of this user whose sessions have ended. */
  sessionsEnded(userId: string): Promise<void>;
};

/** The documents of this process alone: nothing is published to the cluster. */
export type LocalDocuments = LiveDocuments & {
  /** Merges what others have stored, if the article is open here. Rejects when the database is unavailable. */
  catchUp(articleId: string): Promise<void>;
  /** Refreshes content and rights of everything that is open here. Never rejects; the next recheck retries. */
  recheck(): Promise<void>;
  /** Keeps no further documents open. */
  close(): void;
};

type Options = {
  hocuspocus: Hocuspocus<ConnectionContext>;
  liveArticles: Pick<LiveArticleRegistry, 'get'>;
  connections: ArticleConnections;
  db: Database;
  clock: () => Date;
  logger: Logger;
  /** Content was stored without an open document. */
  onMerged(articleId: string): void;
};

/** How long a document without a connection stays open after its state was read. */
const stateOpenMs = 10_000;
/** Documents that are open for this reason alone. Beyond it, the longest open one is closed. */
const stateOpenMax = 30;

export function createLiveDocuments(options: Options): LocalDocuments {
  const { hocuspocus, liveArticles, connections, db, clock, logger, onMerged } = options;

  const openForState = new Map<Document, ReturnType<typeof setTimeout>>();

  function keepOpen(document: Document): void {
    release(document);
    openForState.set(document, setTimeout(unload, stateOpenMs, document));
    const [longest] = openForState.keys();
    if (longest && openForState.size > stateOpenMax) unload(longest);
  }

  function release(document: Document): void {
    clearTimeout(openForState.get(document));
    openForState.delete(document);
  }

  function unload(document: Document): void {
    release(document);
    void hocuspocus.unloadDocument(document);
  }

  /** The document if it is open here, once it is loaded. */
  async function findOpen(articleId: string): Promise<{ document: Document; live: LiveArticle } | null> {
    const name = documentName(articleId);
    const loading = hocuspocus.loadingDocuments.get(name)?.catch(() => null);
    const document = (await loading) ?? hocuspocus.documents.get(name);
    const live = document && liveArticles.get(document);
    return document && live && !live.isGivenUp() ? { document, live } : null;
  }

  async function write(
    articleId: string,
    merger: Merger,
    contentFor: (doc: Y.Doc) => ContentJson,
  ): Promise<void> {
    const open = await findOpen(articleId);
    if (open) {
      await open.live.catchUp();
      writeContent(open.document, contentFor(open.document), requestOrigin(merger));
      await open.live.flush();
      if (open.live.isGivenUp()) throw new NotEditable(articleId);
      return;
    }
    const at = clock();
    const update = await db.transaction((tx) => mergeContent(tx, articleId, contentFor, { ...merger, at }));
    if (!update) return;
    onMerged(articleId);
    // The document may have been opened in between, with or without this update.
    await catchUp(articleId).catch((error: unknown) => warnOfStaleDocument(articleId, error));
  }

  function warnOfStaleDocument(of: string, error: unknown): void {
    logger.warn({ of, ...loggableError(error) }, 'Stored edits could not be read; the next recheck retries');
  }

  async function catchUp(articleId: string): Promise<void> {
    await (await findOpen(articleId))?.live.catchUp();
  }

  return {
    async flush(articleId) {
      await (await findOpen(articleId))?.live.flush();
    },
    merge: (articleId, content, by) => write(articleId, { by, writerId: by }, () => content),
    async change(articleId, transform, by, writerId = by) {
      let before: ContentJson | undefined;
      await write(articleId, { by, writerId }, (doc) => {
        before = contentOf(doc);
        return transform(before);
      });
      if (!before) throw new Error(`The content of article ${articleId} was not read`);
      return before;
    },
    async state(articleId) {
      const isReading = { isAuthenticated: true, readOnly: true };
      const open = await findOpen(articleId);
      await open?.live.catchUp();
      const document =
        open?.document ??
        (await hocuspocus.createDocument(
          documentName(articleId),
          new Request('http://localhost'),
          crypto.randomUUID(),
          isReading,
        ));
      if (liveArticles.get(document)?.isGivenUp() !== false) throw new UnreadableDocument(articleId);
      if (document.getConnectionsCount() === 0) keepOpen(document);
      return Y.encodeStateAsUpdate(document) as Uint8Array<ArrayBuffer>;
    },
    async rightsChanged(articleId) {
      const document = hocuspocus.documents.get(documentName(articleId));
      if (document) await Promise.all(connections.ofDocument(document).map(connections.refreshRights));
    },
    isConnected: (articleId) =>
      (hocuspocus.documents.get(documentName(articleId))?.getConnectionsCount() ?? 0) > 0,
    async sessionsEnded(userId) {
      const all = [...hocuspocus.documents.values()].flatMap(connections.ofDocument);
      const ofUser = all.filter(({ session }) => session.user.id === userId);
      await Promise.all(ofUser.map(connections.refreshRights));
    },
    catchUp,
    close() {
      for (const document of [...openForState.keys()]) release(document);
    },
    async recheck() {
      const documents = [...hocuspocus.documents.values()];
      await Promise.all([
        ...documents.flatMap(connections.ofDocument).map(connections.refreshRights),
        ...documents.map(async (document) => {
          await liveArticles
            .get(document)
            ?.catchUp()
            .catch((error: unknown) => warnOfStaleDocument(document.name, error));
        }),
      ]);
    },
  };
}
