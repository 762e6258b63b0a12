import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { PersonState } from '../../../domain/contract/collaboration.ts';
import { client } from '../../lib/api.ts';
import { sessionEnded } from '../../lib/session.ts';
import { type ArticleDocument, createArticleDocument } from './article-document.ts';
import type { DocumentSnapshot } from './document-state.ts';

/**
 * Opens an article's document while the component is mounted: connects it, persists it locally, and tracks its state
 * (`useDocumentSnapshot`). A different article or person gets a new document.
 */
export function useArticleDocument(articleId: string, user: PersonState): ArticleDocument {
  const { id, name, color } = user;
  const document = useMemo(
    () => createArticleDocument({ articleId, userId: id, onSignedOut: () => void findOutWhy() }),
    [articleId, id],
  );

  // Reaches the collaboration server and IndexedDB.
  useEffect(() => {
    document.start();
    return () => document.stop();
  }, [document]);

  // Reaches the other participants, through awareness.
  useEffect(() => document.introduce({ id, name, color }), [document, id, name, color]);

  return document;
}

/** The response to any request tells why the session has ended, and shows the bar. */
async function findOutWhy(): Promise<void> {
  await client.session.me().catch(() => sessionEnded());
}

/** One part of the document's snapshot. The component re-renders only when that part changes. */
export function useDocumentSnapshot<Name extends keyof DocumentSnapshot>(
  document: ArticleDocument,
  name: Name,
): DocumentSnapshot[Name] {
  return useStore(document.store, (snapshot) => snapshot[name]);
}
