import { Button, VisuallyHidden } from '@mantine/core';
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
import { api } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import { toProblem } from '../../lib/problem.ts';
import { isFiltered, type ListSearch } from '../../lib/search-params/article-list.ts';
import { useNow } from '../../lib/use-now.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import styles from './article-list.module.css';
import { ArticleListEmpty } from './article-list-empty.tsx';
import { ArticleListSkeleton } from './article-list-skeleton.tsx';
import { ArticleRow, type ListedArticle } from './article-row.tsx';
import { articleListOptions } from './list-query.ts';

/** `focus` goes to the row that the Tab key would reach; false when there is none. */
export type ArticleListHandle = { focus: () => boolean };

type ArticleListProps = {
  search: ListSearch;
  view: ArticleView;
  onClear: () => void;
  onWrite: () => void;
  ref: Ref<ArticleListHandle>;
};

export function ArticleList({ search, view, onClear, onWrite, ref }: ArticleListProps) {
  const { t } = useTranslation(['articles', 'common', 'errors']);
  const now = useNow();
  const listRef = useRef<HTMLUListElement>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const list = useInfiniteQuery(articleListOptions(search, view, now));
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
    return (
      <EmptyState
        title={t('list.failed')}
        text={t(`errors:${toProblem(list.error).code}`)}
        action={
          <Button variant="default" onClick={() => void list.refetch()} loading={list.isFetching}>
            {t('common:retry')}
          </Button>
        }
      />
    );
  }

  const articles = list.data.pages.flatMap((page) => page.items);
  if (articles.length === 0) {
    return (
      <ArticleListEmpty view={view} isFiltered={isFiltered(search)} onClear={onClear} onWrite={onWrite} />
    );
  }

  const tabStop = articles.some((article) => article.id === activeId) ? activeId : articles[0]?.id;
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
        onKeyDown={moveFocus}
      >
        {articles.map((article) => (
          <ArticleRow
            key={article.id}
            article={article}
            categoryName={article.categoryId ? names.get(article.categoryId) : undefined}
            now={now}
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
  const { t } = useTranslation(['articles', 'common', 'errors']);
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
        // Also after a refusal: then the row says something that is no longer so.
        onSettled: () => queryClient.invalidateQueries({ queryKey: api.articles.key() }),
      },
    );
  };
}

/** Arrows, Home and End go from row to row; Enter is the link's own. */
function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-link]')];
  const current = links.findIndex((link) => link.closest('li')?.contains(event.target as Node));
  const next = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: links.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const link = links[Math.min(Math.max(next, 0), links.length - 1)];
  link?.focus({ preventScroll: true });
  link?.closest('li')?.scrollIntoView({ block: 'nearest' });
}
