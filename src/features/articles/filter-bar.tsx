import { UnstyledButton } from '@mantine/core';
import IconArrowsSort from '@tabler/icons-react/dist/esm/icons/IconArrowsSort.mjs';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { articleSorts } from '../../../domain/contract/article-views.ts';
import { api } from '../../lib/api.ts';
import { categoryOptions } from '../../lib/category-options.ts';
import { isFiltered, type ListSearch, sortOf } from '../../lib/search-params/article-list.ts';
import { FilterPill } from '../../ui/filters/filter-pill.tsx';
import filters from '../../ui/filters/filters.module.css';
import { TimeFilterPill } from '../../ui/filters/time-filter-pill.tsx';
import { LazyPopup } from '../../ui/lazy-popup.tsx';
import styles from './filter-bar.module.css';

const importSortMenu = () => import('./sort-menu.tsx');

type FilterBarProps = { search: ListSearch; onChange: (change: Partial<ListSearch>) => void };

export function FilterBar({ search, onChange }: FilterBarProps) {
  const { t } = useTranslation(['articles', 'filters']);
  const { data: categories } = useQuery(api.categories.list.queryOptions({ staleTime: 300_000 }));
  const { data: people } = useQuery(api.session.people.queryOptions({ staleTime: 300_000 }));
  const sort = sortOf(search);
  return (
    <fieldset className={filters.bar} aria-label={t('filters.label')}>
      <FilterPill
        name={t('filters.category')}
        value={search.categoryId}
        options={categoryOptions(categories?.items ?? [])}
        onChange={(categoryId) => onChange({ categoryId })}
      />
      <FilterPill
        name={t('filters.author')}
        value={search.authorId}
        options={(people?.items ?? []).map((person) => ({ value: person.id, label: person.name }))}
        onChange={(authorId) => onChange({ authorId })}
      />
      <TimeFilterPill
        value={search.time}
        hint={t(
          sortOf(search) === 'published' && !search.q ? 'filters.timeHintPublished' : 'filters.timeHint',
        )}
        onChange={(time) => onChange({ time })}
      />
      {isFiltered(search) && (
        <UnstyledButton
          className={filters.clear}
          onClick={() => onChange({ q: '', categoryId: null, authorId: null, time: null })}
        >
          {t('filters:clear')}
        </UnstyledButton>
      )}
      <LazyPopup
        load={importSortMenu}
        kind="menu"
        trigger={
          <UnstyledButton className={styles.sort} aria-label={`${t('sort.label')}: ${t(`sort.${sort}`)}`}>
            <IconArrowsSort size={16} stroke={1.5} aria-hidden="true" />
            <span className={styles.sortLabel}>{t(`sort.${sort}`)}</span>
          </UnstyledButton>
        }
      >
        {({ SortMenu }, trigger) => (
          <SortMenu
            trigger={trigger}
            value={sort}
            sorts={articleSorts.filter((one) => one !== 'relevance' || search.q !== '')}
            onChange={(chosen) => onChange({ sort: chosen })}
          />
        )}
      </LazyPopup>
    </fieldset>
  );
}
