import type { Document, Hocuspocus } from '@hocuspocus/server';
import * as Y from 'yjs';
import { documentName } from '../../domain/contract/collaboration.ts';
import type { ContentJson } from '../../domain/document/content.ts';
import type { Database } from '../db/database.ts';
import type { LiveArticle } from './live-article.ts';
import type { SeatContext, Seats } from './seat.ts';
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
   * `content` has passed `checkContent`, the actor has been allowed.
   *
   * @throws `NotEditable` when the article's stage forbids edits by now, or whatever kept it from being stored.
   */
  merge(articleId: string, content: ContentJson): Promise<void>;
  /**
   * The same with words that are made out of those that stand there at that very moment: no edit can come in between.
   *
   * @returns the words as they were.
   * @throws as `merge`, and `UnreadableDocument`.
   */
  change(articleId: string, make: (present: ContentJson) => ContentJson): Promise<ContentJson>;
  /**
   * Asks again for every open connection to this article what its person may do: makes it read-only or editable,
   * or closes it. To be called after every transition and every change of fields.
   */
  rightsChanged(articleId: string): Promise<void>;
  /** Closes the sockets of this account whose sessions have ended. */
  sessionsEnded(userId: string): Promise<void>;
};

/** The Yjs origin of a change that is in the database already. Hocuspocus reads the first two fields. */
export const storedOrigin = { source: 'local', skipStoreHooks: true, isStored: true } as const;
const serverOrigin = { source: 'local' } as const;

type Options = {
  hocuspocus: Hocuspocus<SeatContext>;
  /** What belongs to each document that is open. */
  lives: WeakMap<Y.Doc, LiveArticle>;
  seats: Seats;
  db: Database;
  clock: () => Date;
};

export function createLiveDocuments({ hocuspocus, lives, seats, db, clock }: Options): LiveDocuments {
  /** The document if it is open here, waiting for one that is just being loaded. */
  async function find(articleId: string): Promise<{ document: Document; live: LiveArticle } | null> {
    const name = documentName(articleId);
    const loading = hocuspocus.loadingDocuments.get(name)?.catch(() => null);
    const document = (await loading) ?? hocuspocus.documents.get(name);
    const live = document && lives.get(document);
    return document && live && !live.isGivenUp() ? { document, live } : null;
  }

  async function write(articleId: string, make: (doc: Y.Doc) => ContentJson): Promise<void> {
    const open = await find(articleId);
    if (open) {
      writeContent(open.document, make(open.document), serverOrigin);
      await open.live.flush();
      if (open.live.isGivenUp()) throw new NotEditable(articleId);
      return;
    }
    const update = await db.transaction((tx) => mergeContent(tx, articleId, make, clock()));
    // Somebody may have opened it meanwhile, with or without these words.
    const opened = update && (await find(articleId));
    if (opened) Y.applyUpdate(opened.document, update, storedOrigin);
  }

  return {
    async flush(articleId) {
      await (await find(articleId))?.live.flush();
    },
    merge: (articleId, content) => write(articleId, () => content),
    async change(articleId, make) {
      let before: ContentJson | undefined;
      await write(articleId, (doc) => {
        before = contentOf(doc);
        return make(before);
      });
      if (!before) throw new Error(`The words of article ${articleId} were not asked for`);
      return before;
    },
    async rightsChanged(articleId) {
      const document = hocuspocus.documents.get(documentName(articleId));
      if (document) await Promise.all(seats.at(document).map(seats.refresh));
    },
    async sessionsEnded(userId) {
      const all = [...hocuspocus.documents.values()].flatMap(seats.at);
      await Promise.all(all.filter((seat) => seat.session.user.id === userId).map(seats.refresh));
    },
  };
}
