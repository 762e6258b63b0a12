import type { Document, Hocuspocus } from '@hocuspocus/server';
import type * as Y from 'yjs';
import { documentName } from '../../domain/contract/collaboration.ts';
import type { ContentJson } from '../../domain/document/content.ts';
import { loggableError } from '../classify-error.ts';
import type { Database } from '../db/database.ts';
import type { Logger } from '../logger.ts';
import type { ArticleConnections, ConnectionContext } from './article-connection.ts';
import type { LiveArticle } from './live-article.ts';
import { requestOrigin } from './origins.ts';
import { mergeContent, NotEditable } from './store.ts';
import { contentOf, writeContent } from './yjs-content.ts';

/**
 * The documents that people have open in this process, as the rest of the server sees them. A document that nobody
 * has open lives in the database alone; every call works for both.
 */
export type LiveDocuments = {
  /**
   * Commits what this process holds in memory of the document. Resolves when it is in the database.
   *
   * @throws whatever kept it from being stored. The words stay in memory and are tried again.
   */
  flush(articleId: string): Promise<void>;
  /**
   * Merges words into the document (as a difference, so that other people's carets and edits stay) and commits.
   * `content` has passed `checkContent`, the actor `by` has been allowed.
   *
   * @throws `NotEditable` when the article's stage forbids edits by now, or whatever kept it from being stored.
   */
  merge(articleId: string, content: ContentJson, by: string): Promise<void>;
  /**
   * The same with words that are made out of those that stand there at that very moment: no edit can come in between.
   *
   * @returns the words as they were.
   * @throws as `merge`, and `UnreadableDocument`.
   */
  change(articleId: string, make: (present: ContentJson) => ContentJson, by: string): Promise<ContentJson>;
  /**
   * Asks again for every open connection to this article what its person may do: makes it read-only or editable,
   * or closes it. To be called after every transition and every change of fields.
   */
  rightsChanged(articleId: string): Promise<void>;
  /** Closes the sockets of this account whose sessions have ended. */
  sessionsEnded(userId: string): Promise<void>;
};

/** The same, and what only this process is asked: nobody else hears of it. */
export type LocalDocuments = LiveDocuments & {
  /** Takes in what others have stored, where the article is open here. Rejects when the database does not answer. */
  catchUp(articleId: string): Promise<void>;
  /** Looks at everything that is open here: words and rights. Never rejects; what failed is looked at the next time. */
  recheck(): Promise<void>;
};

type Options = {
  hocuspocus: Hocuspocus<ConnectionContext>;
  /** What belongs to each document that is open. */
  liveArticles: WeakMap<Y.Doc, LiveArticle>;
  connections: ArticleConnections;
  db: Database;
  clock: () => Date;
  logger: Logger;
  /** Words were stored that did not go through an open document. */
  onMerged(articleId: string): void;
};

export function createLiveDocuments(options: Options): LocalDocuments {
  const { hocuspocus, liveArticles, connections, db, clock, logger, onMerged } = options;

  /** The document if it is open here, waiting for one that is just being loaded. */
  async function find(articleId: string): Promise<{ document: Document; live: LiveArticle } | null> {
    const name = documentName(articleId);
    const loading = hocuspocus.loadingDocuments.get(name)?.catch(() => null);
    const document = (await loading) ?? hocuspocus.documents.get(name);
    const live = document && liveArticles.get(document);
    return document && live && !live.isGivenUp() ? { document, live } : null;
  }

  async function write(articleId: string, by: string, make: (doc: Y.Doc) => ContentJson): Promise<void> {
    const open = await find(articleId);
    if (open) {
      await open.live.catchUp();
      writeContent(open.document, make(open.document), requestOrigin(by));
      await open.live.flush();
      if (open.live.isGivenUp()) throw new NotEditable(articleId);
      return;
    }
    const at = clock();
    const update = await db.transaction((tx) => mergeContent(tx, articleId, make, { by, at }));
    if (!update) return;
    onMerged(articleId);
    // Somebody may have opened it meanwhile, with or without these words.
    await catchUp(articleId).catch((error: unknown) => warnOfLateWords(articleId, error));
  }

  /** They are in the database; here they are shown after the next look. */
  function warnOfLateWords(of: string, error: unknown): void {
    logger.warn({ of, ...loggableError(error) }, 'Words that are stored could not be looked for');
  }

  async function catchUp(articleId: string): Promise<void> {
    await (await find(articleId))?.live.catchUp();
  }

  return {
    async flush(articleId) {
      await (await find(articleId))?.live.flush();
    },
    merge: (articleId, content, by) => write(articleId, by, () => content),
    async change(articleId, make, by) {
      let before: ContentJson | undefined;
      await write(articleId, by, (doc) => {
        before = contentOf(doc);
        return make(before);
      });
      if (!before) throw new Error(`The words of article ${articleId} were not asked for`);
      return before;
    },
    async rightsChanged(articleId) {
      const document = hocuspocus.documents.get(documentName(articleId));
      if (document) await Promise.all(connections.at(document).map(connections.refresh));
    },
    async sessionsEnded(userId) {
      const all = [...hocuspocus.documents.values()].flatMap(connections.at);
      await Promise.all(all.filter((seat) => seat.session.user.id === userId).map(connections.refresh));
    },
    catchUp,
    async recheck() {
      const documents = [...hocuspocus.documents.values()];
      await Promise.all([
        ...documents.flatMap(connections.at).map(connections.refresh),
        ...documents.map(async (document) => {
          await liveArticles
            .get(document)
            ?.catchUp()
            .catch((error: unknown) => warnOfLateWords(document.name, error));
        }),
      ]);
    },
  };
}
