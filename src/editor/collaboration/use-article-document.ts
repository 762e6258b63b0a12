import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { PersonState } from '../../../domain/contract/collaboration.ts';
import { sessionEnded } from '../../lib/session.ts';
import { type ArticleDocument, createArticleDocument } from './article-document.ts';
import type { DocumentSnapshot } from './document-state.ts';

/**
 * Opens an article's words for as long as the component is mounted: connects, keeps a copy on the device, tells where
 * the words are (`useDocumentFact`). Another article or another person gives another document.
 */
export function useArticleDocument(articleId: string, user: PersonState): ArticleDocument {
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

  return document;
}

/** One fact of the document. Whoever asks is drawn anew only when that one changes: the save state does while typing. */
export function useDocumentFact<Name extends keyof DocumentSnapshot>(
  document: ArticleDocument,
  name: Name,
): DocumentSnapshot[Name] {
  return useStore(document.store, (snapshot) => snapshot[name]);
}
