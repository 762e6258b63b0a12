import { VisuallyHidden } from '@mantine/core';
import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  useSuspenseQuery,
} from '@tanstack/react-query';
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArticleView } from '../../../domain/contract/article-views.ts';
import { parseSearchQuery } from '../../../domain/search-query.ts';
import { api } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import type { ListSearch } from '../../lib/search-params/article-list.ts';
import { useNewsroomTimeZone } from '../../lib/use-newsroom-time-zone.ts';
import { useNow } from '../../lib/use-now.ts';
import { LoadError } from '../../ui/load-error.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { moveFocus } from '../../ui/move-focus.ts';
import styles from './article-list.module.css';
import { ArticleListEmpty } from './article-list-empty.tsx';
import { ArticleListSkeleton } from './article-list-skeleton.tsx';
import { ArticleRow, type ListedArticle } from './article-row.tsx';
import { articleListOptions } from './list-query.ts';

/** `focus` moves to the row with the tab stop; false when the list is empty. */
export type ArticleListHandle = { focus: () => boolean };

type ArticleListProps = {
  search: ListSearch;
  view: ArticleView;
  onClear: () => void;
  onWrite: () => void;
  ref: Ref<ArticleListHandle>;
};

export function ArticleList({ search, view, onClear, onWrite, ref }: ArticleListProps) {
  const { t } = useTranslation(['articles', 'common']);
  const now = useNow();
  const timeZone = useNewsroomTimeZone();
  const listRef = useRef<HTMLUListElement>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const list = useInfiniteQuery(articleListOptions(search, view, { now, timeZone }));
  const { data: categories } = useQuery(api.categories.list.queryOptions({ staleTime: 300_000 }));
  const handleRestore = useRestore();

  useImperativeHandle(ref, () => ({
    focus: () => {
      const link = listRef.current?.querySelector<HTMLElement>('[data-row-link][tabindex="0"]');
      link?.focus();
      return link !== null && link !== undefined;
    },
  }));

  if (list.isPending) return <ArticleListSkeleton label={t('list.loading')} />;
  if (list.isError && !list.data) {
    return <LoadError title={t('list.failed')} query={list} />;
  }

  const articles = list.data.pages.flatMap((page) => page.items);
  if (articles.length === 0) {
    return (
      <ArticleListEmpty
        search={search}
        view={view}
        suggestion={list.data.pages[0]?.suggestion ?? null}
        onClear={onClear}
        onWrite={onWrite}
      />
    );
  }

  const tabStop = articles.some((article) => article.id === activeId) ? activeId : articles[0]?.id;
  const query = search.q === '' ? null : parseSearchQuery(search.q);
  const names = new Map(categories?.items.map((category) => [category.id, category.name]));
  return (
    <>
      <VisuallyHidden role="status">
        {list.isPlaceholderData ? '' : t('list.loaded', { count: articles.length })}
      </VisuallyHidden>
      <ul
        ref={listRef}
        className={styles.list}
        aria-label={t('list.label', { view: t(`views.${view}`) })}
        aria-busy={list.isPlaceholderData}
        onKeyDown={handleKeyDown}
      >
        {articles.map((article) => (
          <ArticleRow
            key={article.id}
            article={article}
            query={query}
            categoryName={article.categoryId ? names.get(article.categoryId) : undefined}
            now={now}
            timeZone={timeZone}
            isTabStop={article.id === tabStop}
            onFocus={setActiveId}
            onRestore={view === 'trash' ? handleRestore : undefined}
          />
        ))}
      </ul>
      <LoadMore list={list} more={t('list.more')} failed={t('list.moreFailed')} />
      {view === 'trash' && <p className={styles.hint}>{t('list.untilGone')}</p>}
    </>
  );
}

function useRestore(): (article: ListedArticle) => void {
  const { t } = useTranslation(['articles', 'common']);
  const queryClient = useQueryClient();
  const { data: viewer } = useSuspenseQuery(api.session.me.queryOptions());
  const { mutate } = useMutation(api.articles.transition.mutationOptions());
  return (article) => {
    const title = article.title || t('common:untitled');
    mutate(
      { id: article.id, transition: 'restore' },
      {
        onSuccess: ({ authors }) => {
          const isMine = authors.some((author) => author.id === viewer.id);
          void notify({ message: t(isMine ? 'list.restored' : 'list.restoredOther', { title }) });
        },
        onError: (error) => notifyProblem(error, t('list.restoreFailed', { title })),
        // Also after an error: the row is outdated then.
        onSettled: () => queryClient.invalidateQueries({ queryKey: api.articles.key() }),
      },
    );
  };
}

function handleKeyDown(event: KeyboardEvent<HTMLUListElement>): void {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-link]')];
  const { target } = event;
  const current = links.findIndex((link) => target instanceof Node && link.closest('li')?.contains(target));
  moveFocus(event, links, current);
}
