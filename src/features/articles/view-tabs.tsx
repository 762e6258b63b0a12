import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type ArticleView, articleViews } from '../../../domain/contract/article-views.ts';
import { paths } from '../../lib/paths.ts';
import type { ListSearch } from '../../lib/search-params/article-list.ts';
import { useNewsroomTimeZone } from '../../lib/use-newsroom-time-zone.ts';
import { useNow } from '../../lib/use-now.ts';
import { articleCountsOptions } from './list-query.ts';
import { formatCount } from './match-count.ts';
import styles from './view-tabs.module.css';

type ViewTabsProps = { search: ListSearch; view: ArticleView };

/** The views as links with their numbers of articles, or of matches; search and filters are carried over. */
export function ViewTabs({ search, view }: ViewTabsProps) {
  const { t, i18n } = useTranslation('articles');
  const now = useNow();
  const timeZone = useNewsroomTimeZone();
  const { data: counts } = useQuery(articleCountsOptions(search, { now, timeZone }));
  const navRef = useRef<HTMLElement>(null);

  // Reaches the browser's scroll position: on a phone the tabs are wider than the screen.
  useEffect(() => {
    const tab = navRef.current?.querySelector<HTMLElement>(`[data-view="${view}"]`);
    const row = navRef.current;
    if (tab && row) row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }, [view]);

  return (
    <nav ref={navRef} className={styles.tabs} aria-label={t('views.label')}>
      {articleViews.map((name) => (
        <Link
          key={name}
          to={paths.articles({ ...search, view: name })}
          className={styles.tab}
          aria-current={name === view ? 'page' : undefined}
          preventScrollReset
          data-view={name}
        >
          <span className={styles.label} data-label={t(`views.${name}`)}>
            {t(`views.${name}`)}
          </span>
          <span className={styles.count}>
            {counts ? formatCount(counts[name], search, i18n.language) : ''}
          </span>
        </Link>
      ))}
    </nav>
  );
}
