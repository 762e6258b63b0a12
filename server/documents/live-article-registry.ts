import { type Document, isTransactionOrigin } from '@hocuspocus/server';
import * as Y from 'yjs';
import { articleIdOf } from '../../domain/contract/collaboration.ts';
import { limits } from '../../domain/limits.ts';
import type { Database } from '../db/database.ts';
import type { Logger } from '../logger.ts';
import type { ArticleConnections } from './article-connection.ts';
import { createCommitPace } from './commit-pace.ts';
import type { Author } from './edit-batch.ts';
import { createLiveArticle, type LiveArticle } from './live-article.ts';
import { isLocalOrigin, storedOrigin } from './origins.ts';
import { loadDocument, UnreadableDocument } from './store.ts';

/** The live article of each open document. */
export type LiveArticleRegistry = {
  get(document: Y.Doc): LiveArticle | undefined;
  /**
   * Loads the stored content into an empty document.
   *
   * @throws `UnreadableDocument`, so that nobody edits an empty document in its place.
   */
  load(name: string, document: Document): Promise<void>;
};

type Options = {
  db: Database;
  clock: () => Date;
  logger: Logger;
  connections: ArticleConnections;
  /** New edits of this article were committed. */
  onStored(articleId: string): void;
  unload(document: Document): void;
};

export function createLiveArticleRegistry(options: Options): LiveArticleRegistry {
  const { db, clock, logger, connections, onStored, unload } = options;
  const liveArticles = new WeakMap<Y.Doc, LiveArticle>();
  const pace = createCommitPace(limits.storeDelayMs);

  async function load(name: string, document: Document): Promise<void> {
    const articleId = articleIdOf(name);
    if (!articleId) throw new UnreadableDocument(`No article is called ${name}`);
    const stored = await loadDocument(db, articleId);
    Y.applyUpdate(document, Y.encodeStateAsUpdate(stored.doc), storedOrigin);
    // Flush the buffered broadcast while nobody is connected: the first client would get the document twice.
    document.flush();
    const live = createLiveArticle({
      articleId,
      doc: document,
      db,
      pace,
      clock,
      logger,
      authorOf,
      updateCount: stored.updateCount,
      position: stored.position,
      onStored(hasNewEdits) {
        if (hasNewEdits) onStored(articleId);
        for (const connection of connections.ofDocument(document)) connections.notifyStored(connection, live);
        if (document.getConnectionsCount() === 0) unload(document);
      },
      onFailed(error) {
        for (const connection of connections.ofDocument(document)) connections.sendFailure(connection, error);
      },
      onGivenUp() {
        for (const connection of connections.ofDocument(document)) connections.close(connection, 'reset');
        unload(document);
      },
    });
    liveArticles.set(document, live);
    document.on('destroy', () => live.dispose());
  }

  function authorOf(origin: unknown): Author {
    if (isTransactionOrigin(origin) && origin.source === 'connection') {
      const { actor } = connections.connectionOf(origin.connection).session;
      return { id: actor.id, writerId: actor.id, actor };
    }
    if (isLocalOrigin(origin)) return { id: origin.by, writerId: origin.writerId, actor: null };
    return { id: null, writerId: null, actor: null };
  }

  return { get: (document) => liveArticles.get(document), load };
}
