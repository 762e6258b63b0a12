import { Anchor, Button } from '@mantine/core';
import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs';
import IconCalendarClock from '@tabler/icons-react/dist/esm/icons/IconCalendarClock.mjs';
import IconChecks from '@tabler/icons-react/dist/esm/icons/IconChecks.mjs';
import IconNews from '@tabler/icons-react/dist/esm/icons/IconNews.mjs';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import IconWorld from '@tabler/icons-react/dist/esm/icons/IconWorld.mjs';
import { useQuery } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type ArticleView, articleViews } from '../../../domain/contract/article-views.ts';
import { paths } from '../../lib/paths.ts';
import { isFiltered, type ListSearch } from '../../lib/search-params/article-list.ts';
import { useNewsroomTimeZone } from '../../lib/use-newsroom-time-zone.ts';
import { useNow } from '../../lib/use-now.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './article-list-empty.module.css';
import { articleCountsOptions } from './list-query.ts';
import { formatCount } from './match-count.ts';

type ArticleListEmptyProps = {
  search: ListSearch;
  view: ArticleView;
  /** What a search may have meant. */
  suggestion: string | null;
  onClear: () => void;
  onWrite: () => void;
};

export function ArticleListEmpty(props: ArticleListEmptyProps) {
  const { search, view, suggestion, onClear, onWrite } = props;
  const { t } = useTranslation(['articles', 'filters']);
  if (isFiltered(search)) {
    return (
      <EmptyState
        icon={<IconSearch {...iconSize} />}
        title={t('empty.filteredTitle')}
        text={t('empty.filteredText')}
        action={
          <div className={styles.actions}>
            {suggestion !== null && (
              <p className={styles.suggestion}>
                {t('empty.didYouMean')}{' '}
                <Anchor component={Link} to={paths.articles({ ...search, q: suggestion })}>
                  {suggestion}
                </Anchor>
                ?
              </p>
            )}
            {search.q !== '' && <OtherViews search={search} view={view} />}
            <Button variant="default" onClick={onClear}>
              {t('filters:clear')}
            </Button>
          </div>
        }
      />
    );
  }
  const Icon = icons[view];
  return (
    <EmptyState
      icon={<Icon {...iconSize} />}
      title={t(`empty.${view}.title`)}
      text={t(`empty.${view}.text`)}
      action={view === 'mine' || view === 'all' ? <Button onClick={onWrite}>{t('write')}</Button> : undefined}
    />
  );
}

/** Links to the other views that have matches. */
function OtherViews({ search, view }: { search: ListSearch; view: ArticleView }) {
  const { t, i18n } = useTranslation('articles');
  const now = useNow();
  const timeZone = useNewsroomTimeZone();
  const { data: counts } = useQuery(articleCountsOptions(search, { now, timeZone }));
  const others = otherViews.filter((name) => name !== view && counts && counts[name] > 0);
  if (!counts || others.length === 0) return null;
  return (
    <ul className={styles.others} aria-label={t('empty.otherViews')}>
      {others.map((name) => (
        <li key={name}>
          <Anchor component={Link} to={paths.articles({ ...search, view: name })}>
            {t('empty.searchIn', {
              view: t(`views.${name}`),
              number: formatCount(counts[name], search, i18n.language),
            })}
          </Anchor>
        </li>
      ))}
    </ul>
  );
}

/** The largest first. */
const otherViews = ['all', ...articleViews.filter((view) => view !== 'all')] as const;

const iconSize = { size: 36, stroke: 1.25, 'aria-hidden': true } as const;

const icons: Record<ArticleView, ComponentType<typeof iconSize>> = {
  mine: IconPencil,
  returned: IconArrowBackUp,
  review: IconChecks,
  scheduled: IconCalendarClock,
  published: IconWorld,
  all: IconNews,
  trash: IconTrash,
};
