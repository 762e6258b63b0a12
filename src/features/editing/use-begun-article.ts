import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useLocation } from 'react-router';
import { isBlankArticle } from '../../../domain/blank-article.ts';
import type { Article } from '../../../domain/contract/article-schema.ts';
import type { ArticleDocument } from '../../editor/collaboration/article-document.ts';
import { useDocumentSnapshot } from '../../editor/collaboration/use-article-document.ts';
import { contentOf } from '../../editor/content-of.ts';
import { type ArticleEditors, focusField } from '../../editor/editors.ts';
import { api, client } from '../../lib/api.ts';
import { isNewArticleState, paths } from '../../lib/paths.ts';
import { fieldsOf } from './article-fields.ts';
import type { FieldSaving } from './use-field-saver.ts';

type BegunArticleOptions = {
  article: Article;
  doc: ArticleDocument;
  saving: FieldSaving;
  editors: ArticleEditors | null;
  isEditable: boolean;
};

/**
 * For an article that was just begun: puts the caret into its title, and moves it to the bin when its author leaves it
 * blank. The server does the same a day later where the tab was closed (`trashBlankArticles`).
 */
export function useBegunArticle({ article, doc, saving, editors, isEditable }: BegunArticleOptions): void {
  const isNew = isNewArticleState(useLocation().state);
  const queryClient = useQueryClient();
  // As last rendered: the document is closed before the cleanup below.
  const people = useDocumentSnapshot(doc, 'people');
  const hasFocused = useRef(false);

  // Reaches the focus, which the list has lost with its button. Not when the person is somewhere else already.
  useEffect(() => {
    if (!isNew || !isEditable || !editors || hasFocused.current) return;
    hasFocused.current = true;
    if (document.activeElement === document.body) focusField(editors.title, 'start');
  }, [isNew, isEditable, editors]);

  const discardBlank = useEffectEvent(async () => {
    const isAlone = people.every(({ isSelf }) => isSelf);
    if (!isNew || !isEditable || !isAlone) return;
    // Preview and revisions are part of the article.
    if (location.pathname.startsWith(paths.article(article.id))) return;
    if (!isBlankArticle(contentOf(doc.ydoc), fieldsOf(saving.form.getValues()))) return;
    await client.articles.trash({ id: article.id });
    await queryClient.invalidateQueries({ queryKey: api.articles.key() });
  });

  // Reaches the server when the page is left. Without it, the blank article stays for a day.
  useEffect(() => () => void discardBlank().catch(() => undefined), []);
}
