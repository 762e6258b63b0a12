import { Skeleton } from '@mantine/core';
import { usePrefetchQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '../../lib/api.ts';
import { paths } from '../../lib/paths.ts';
import { PageBar } from '../../ui/page-bar.tsx';
import { ReadingColumn } from '../../ui/reading-column.tsx';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { revisionsQuery } from '../revisions/versions.ts';
import { ReviewDesk } from './review-desk.tsx';
import styles from './review-page.module.css';

/** An editor reads a submitted article as readers will see it, and decides. */
export function ReviewPage() {
  const { t } = useTranslation(['review', 'common']);
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const article = useQuery(
    api.articles.get.queryOptions({
      input: { id },
      // An edit of a moment ago changes who may approve.
      refetchOnMount: 'always',
      throwOnError: (_error, query) => query.state.data === undefined,
    }),
  );
  // Needed to choose the view; prefetched together with the content.
  usePrefetchQuery(revisionsQuery(id));
  usePrefetchQuery(api.articles.history.queryOptions({ input: { id, limit: 100 } }));
  // The content on the screen is what will be published, so it is never refetched in the background.
  const content = useQuery(
    api.articles.content.queryOptions({
      input: { id },
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
      refetchOnReconnect: false,
      throwOnError: (_error, query) => query.state.data === undefined,
    }),
  );
  useShortcuts([['mod+alt+P', () => void navigate(paths.preview(id)), { usePhysicalKeys: true }]], {
    inText: true,
  });
  const title = content.data?.title || t('common:untitled');
  return (
    <div className={styles.page}>
      <title>{`${t('title', { title })} · ${t('common:brand')}`}</title>
      <PageBar
        back={{ to: paths.articles({ view: 'review' }), label: t('back') }}
        state={article.data?.state}
      >
        <Link to={paths.preview(id)} className={styles.link}>
          {t('preview')}
        </Link>
        <Link to={paths.article(id)} className={styles.link}>
          {t('edit')}
        </Link>
      </PageBar>
      {article.data && content.data ? (
        <ReviewDesk key={id} article={article.data} content={content.data} />
      ) : (
        <ReadingColumn className={styles.loading} role="status" aria-label={t('common:loading')}>
          <Skeleton height={44} width="70%" />
          <Skeleton height={22} mt={28} />
          <Skeleton height={280} mt={36} />
        </ReadingColumn>
      )}
    </div>
  );
}
