import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { LocalDraftRow } from './local-draft-row.tsx';
import styles from './local-drafts-page.module.css';
import { draftArticleIds, useLocalDrafts } from './use-local-drafts.ts';

/** Lists the articles with changes that only this browser has. Works offline. */
export function LocalDraftsPage() {
  const { t } = useTranslation(['localDrafts', 'common']);
  const { data: viewer } = useSuspenseQuery(api.session.me.queryOptions({ staleTime: Infinity }));
  const drafts = useLocalDrafts(viewer.id);
  return (
    <>
      <title>{`${t('title')} · ${t('common:brand')}`}</title>
      <PageHeader title={t('title')} />
      {drafts && draftArticleIds(drafts).length === 0 && (
        <EmptyState title={t('empty')} text={t('emptyText')} />
      )}
      {drafts && draftArticleIds(drafts).length > 0 && (
        <>
          <p className={styles.intro}>{t('intro')}</p>
          <ul className={styles.list} aria-label={t('list')}>
            {draftArticleIds(drafts).map((articleId) => (
              <LocalDraftRow
                key={articleId}
                articleId={articleId}
                userId={viewer.id}
                draft={drafts.articles.find((article) => article.articleId === articleId)}
                files={drafts.files.filter((file) => file.articleId === articleId)}
              />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
