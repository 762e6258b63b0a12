import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import styles from './kept-page.module.css';
import { keptArticleIds, useKept } from './kept-query.ts';
import { KeptRow } from './kept-row.tsx';

/** The articles of which this device holds what never reached the server. It needs no network. */
export function KeptPage() {
  const { t } = useTranslation(['device', 'common']);
  const { data: viewer } = useSuspenseQuery(api.session.me.queryOptions({ staleTime: Infinity }));
  const kept = useKept(viewer.id);
  return (
    <>
      <title>{`${t('title')} · ${t('common:brand')}`}</title>
      <PageHeader title={t('title')} />
      {kept && keptArticleIds(kept).length === 0 && <EmptyState title={t('empty')} text={t('emptyText')} />}
      {kept && keptArticleIds(kept).length > 0 && (
        <>
          <p className={styles.intro}>{t('intro')}</p>
          <ul className={styles.list} aria-label={t('list')}>
            {keptArticleIds(kept).map((articleId) => (
              <KeptRow
                key={articleId}
                articleId={articleId}
                userId={viewer.id}
                words={kept.articles.find((article) => article.articleId === articleId)}
                files={kept.files.filter((file) => file.articleId === articleId)}
              />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
