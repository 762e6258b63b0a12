import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { api } from '../../lib/api.ts';
import { notifyProblem } from '../../lib/notify.ts';
import { paths } from '../../lib/paths.ts';
import { type ListSearch, parseListSearch } from '../../lib/search-params/article-list.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { ArticleList, type ArticleListHandle } from './article-list.tsx';
import styles from './articles-page.module.css';
import { FilterBar } from './filter-bar.tsx';
import { viewFor } from './list-query.ts';
import { ViewTabs } from './view-tabs.tsx';

export function ArticlesPage() {
  const { t } = useTranslation(['articles', 'common']);
  const { data: viewer } = useSuspenseQuery(api.session.me.queryOptions());
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const listRef = useRef<ArticleListHandle>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const create = useMutation(api.articles.create.mutationOptions());
  const search = parseListSearch(params);
  const view = viewFor(search, viewer);

  const show = (change: Partial<ListSearch>, options?: { replace: boolean }) =>
    navigate(paths.articles({ ...search, ...change }), { ...options, preventScrollReset: true });

  const handleWrite = () => {
    if (create.isPending) return;
    create.mutate(
      {},
      {
        onSuccess: (article) => {
          queryClient.setQueryData(api.articles.get.queryKey({ input: { id: article.id } }), article);
          void queryClient.invalidateQueries({ queryKey: api.articles.list.key() });
          void queryClient.invalidateQueries({ queryKey: api.articles.counts.key() });
          void navigate(paths.article(article.id));
        },
        onError: (error) => notifyProblem(error, t('writeFailed')),
      },
    );
  };

  /** ArrowDown enters the list when nothing has the focus. */
  const handleArrowDown = (event: KeyboardEvent) => {
    if (event.target === document.body && listRef.current?.focus()) event.preventDefault();
  };

  useHotkeys([
    ['n', handleWrite],
    ['/', () => searchRef.current?.focus()],
    ['ArrowDown', handleArrowDown, { preventDefault: false }],
  ]);

  return (
    <>
      <title>{`${t(`views.${view}`)} · ${t('common:brand')}`}</title>
      <PageHeader title={t('title')}>
        <div className={styles.search}>
          <SearchField
            ref={searchRef}
            label={t('search')}
            clearLabel={t('clearSearch')}
            q={search.q}
            onSearch={(q) => void show({ q }, { replace: true })}
            onLeave={() => listRef.current?.focus()}
          />
        </div>
        <Button
          className={styles.write}
          size="md"
          leftSection={<IconPlus size={18} stroke={1.75} aria-hidden="true" />}
          onClick={handleWrite}
          loading={create.isPending}
          aria-keyshortcuts="n"
        >
          {t('write')}
        </Button>
      </PageHeader>
      <ViewTabs search={search} view={view} />
      <FilterBar search={search} onChange={(change) => void show(change)} />
      <ArticleList
        ref={listRef}
        search={search}
        view={view}
        onClear={() => void show({ q: '', categoryId: null, authorId: null, time: null })}
        onWrite={handleWrite}
      />
    </>
  );
}
