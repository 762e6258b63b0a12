import { Menu, UnstyledButton } from '@mantine/core';
import IconArrowsSort from '@tabler/icons-react/dist/esm/icons/IconArrowsSort.mjs';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ArticleSort, articleSorts } from '../../../domain/contract/article-views.ts';
import type { Category } from '../../../domain/contract/categories.ts';
import { api } from '../../lib/api.ts';
import styles from './filter-bar.module.css';
import { FilterPill } from './filter-pill.tsx';
import { isFiltered, type ListSearch } from './list-search.ts';
import { TimeFilterPill } from './time-filter-pill.tsx';

type FilterBarProps = { search: ListSearch; onChange: (change: Partial<ListSearch>) => void };

export function FilterBar({ search, onChange }: FilterBarProps) {
  const { t } = useTranslation('articles');
  const { data: categories } = useQuery(api.categories.list.queryOptions({ staleTime: 300_000 }));
  const { data: people } = useQuery(api.session.people.queryOptions({ staleTime: 300_000 }));
  return (
    <fieldset className={styles.bar} aria-label={t('filters.label')}>
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
      <TimeFilterPill value={search.time} onChange={(time) => onChange({ time })} />
      {isFiltered(search) && (
        <UnstyledButton
          className={styles.clear}
          onClick={() => onChange({ q: '', categoryId: null, authorId: null, time: null })}
        >
          {t('filters.clear')}
        </UnstyledButton>
      )}
      <SortMenu value={search.sort} onChange={(sort) => onChange({ sort })} />
    </fieldset>
  );
}

function SortMenu({ value, onChange }: { value: ArticleSort; onChange: (sort: ArticleSort) => void }) {
  const { t } = useTranslation('articles');
  return (
    <Menu position="bottom-end" width={220} portalProps={{ target: '#main' }}>
      <Menu.Target>
        <UnstyledButton className={styles.sort} aria-label={`${t('sort.label')}: ${t(`sort.${value}`)}`}>
          <IconArrowsSort size={16} stroke={1.5} aria-hidden="true" />
          <span className={styles.sortLabel}>{t(`sort.${value}`)}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={value}>
          {articleSorts.map((sort) => (
            <Menu.RadioItem key={sort} value={sort} closeMenuOnClick onChange={() => onChange(sort)}>
              {t(`sort.${sort}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Sub-categories stand below their parent and say its name: `Kinh tế › Cảng biển`. */
function categoryOptions(categories: Category[]) {
  const byId = new Map(categories.map((category) => [category.id, category]));
  return categories.map((category) => {
    const parent = category.parentId ? byId.get(category.parentId) : undefined;
    return { value: category.id, label: parent ? `${parent.name} › ${category.name}` : category.name };
  });
}
