import IconArticle from '@tabler/icons-react/dist/esm/icons/IconArticle.mjs';
import IconEyeCheck from '@tabler/icons-react/dist/esm/icons/IconEyeCheck.mjs';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearchParams } from 'react-router';
import { isEditor } from '../../domain/roles.ts';
import { viewFor } from '../features/articles/list-query.ts';
import { api } from '../lib/api.ts';
import { paths } from '../lib/paths.ts';
import { parseListSearch } from '../lib/search-params/article-list.ts';
import { adminPages } from './admin-pages.ts';
import styles from './rail.module.css';

/** The main navigation, with article counts. */
export function Rail({ onNavigate }: { onNavigate?: () => void }) {
  const { t, i18n } = useTranslation('shell');
  const [params] = useSearchParams();
  const { data: viewer } = useSuspenseQuery(api.session.me.queryOptions());
  const { data: counts } = useQuery(api.articles.counts.queryOptions());
  const number = new Intl.NumberFormat(i18n.language);
  const { pathname } = useLocation();
  const isList = pathname === paths.articles();
  const isReview = viewFor(parseListSearch(params), viewer) === 'review';
  // Unique, because the phone's menu renders the rail a second time.
  const groupId = useId();
  const everything = isEditor(viewer.role) ? 'all' : 'mine';
  const items = [
    {
      name: 'articles',
      to: paths.articles({ view: everything }),
      Icon: IconArticle,
      count: counts?.[everything],
      isCurrent: isList && !isReview,
    },
    {
      name: 'review',
      to: paths.articles({ view: 'review' }),
      Icon: IconEyeCheck,
      count: counts?.review,
      isCurrent: isList && isReview,
    },
  ] as const;
  return (
    <div className={styles.rail}>
      <ul className={styles.items}>
        {items.map(({ name, to, Icon, count, isCurrent }) => (
          <li key={name}>
            <Link
              to={to}
              className={styles.item}
              aria-current={isCurrent ? 'page' : undefined}
              onClick={onNavigate}
            >
              <Icon size={19} stroke={1.5} aria-hidden="true" />
              {t(name)}
              {count !== undefined && (
                <span className={styles.count} title={t('articleCount', { count })}>
                  {number.format(count)}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      {viewer.role === 'admin' && (
        <>
          <h2 className={styles.group} id={groupId}>
            {t('admin')}
          </h2>
          <ul className={styles.items} aria-labelledby={groupId}>
            {adminPages.map(({ name, path, Icon }) => (
              <li key={name}>
                <Link
                  to={path}
                  className={styles.item}
                  aria-current={pathname === path ? 'page' : undefined}
                  onClick={onNavigate}
                >
                  <Icon size={19} stroke={1.5} aria-hidden="true" />
                  {t(name)}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
