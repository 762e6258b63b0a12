import { useSuspenseQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { api } from '../../lib/api.ts';
import { paths } from '../../lib/paths.ts';
import { type ListSearch, parseListSearch } from '../../lib/search-params/article-list.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { ArticleList, type ArticleListHandle } from './article-list.tsx';
import styles from './articles-page.module.css';
import { FilterBar } from './filter-bar.tsx';
import { viewFor } from './list-query.ts';
import { useNewArticle } from './use-new-article.ts';
import { ViewTabs } from './view-tabs.tsx';
import { WordDropArea } from './word-drop-area.tsx';
import { WriteButton } from './write-button.tsx';

export function ArticlesPage() {
  const { t } = useTranslation(['articles', 'common']);
  const { data: viewer } = useSuspenseQuery(api.session.me.queryOptions());
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const listRef = useRef<ArticleListHandle>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const newArticle = useNewArticle();
  const search = parseListSearch(params);
  const view = viewFor(search, viewer);

  const show = (change: Partial<ListSearch>, options?: { replace: boolean }) =>
    navigate(paths.articles({ ...search, ...change }), { ...options, preventScrollReset: true });

  /** ArrowDown enters the list when nothing has the focus. */
  const handleArrowDown = (event: KeyboardEvent) => {
    if (event.target === document.body && listRef.current?.focus()) event.preventDefault();
  };

  useShortcuts([
    ['n', newArticle.write],
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
        <WriteButton
          isPending={newArticle.isPending}
          onWrite={newArticle.write}
          onImportWord={newArticle.chooseWord}
        />
      </PageHeader>
      <WordDropArea onFiles={newArticle.importFiles} />
      <ViewTabs search={search} view={view} />
      <FilterBar search={search} onChange={(change) => void show(change)} />
      <ArticleList
        ref={listRef}
        search={search}
        view={view}
        onClear={() => void show({ q: '', categoryId: null, authorId: null, time: null })}
        onWrite={newArticle.write}
      />
    </>
  );
}
