import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { PersonState } from '../../../domain/contract/collaboration.ts';
import { sessionEnded } from '../../lib/session.ts';
import { type ArticleDocument, createArticleDocument, type DocumentSnapshot } from './article-document.ts';

export type ArticleDocumentHandle = DocumentSnapshot &
  Pick<ArticleDocument, 'ydoc' | 'awareness' | 'whenSaved' | 'reconnect'>;

/**
 * Opens an article's words for as long as the component is mounted: connects, keeps a copy on the device, tells where
 * the words are. Another article or another person gives another document.
 */
export function useArticleDocument(articleId: string, user: PersonState): ArticleDocumentHandle {
  const { id, name, color } = user;
  const document = useMemo(
    () => createArticleDocument({ articleId, userId: id, onSignedOut: sessionEnded }),
    [articleId, id],
  );

  // Reaches the collaboration server and IndexedDB.
  useEffect(() => {
    document.start();
    return () => document.stop();
  }, [document]);

  // Reaches the other people in the article.
  useEffect(() => document.introduce({ id, name, color }), [document, id, name, color]);

  const snapshot = useSyncExternalStore(document.subscribe, document.snapshot);
  return useMemo(() => ({ ...snapshot, ...pick(document) }), [snapshot, document]);
}

function pick({ ydoc, awareness, whenSaved, reconnect }: ArticleDocument) {
  return { ydoc, awareness, whenSaved, reconnect };
}
