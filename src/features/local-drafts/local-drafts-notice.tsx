import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../lib/paths.ts';
import { Banner } from '../../ui/banner.tsx';
import styles from './local-drafts-notice.module.css';
import { isBeingSent, useLocalDrafts } from './use-local-drafts.ts';

/** Links to the local drafts; renders nothing when there are none. */
export function LocalDraftsNotice({ userId }: { userId: string }) {
  const { t } = useTranslation('localDrafts');
  const drafts = useLocalDrafts(userId);
  const articles = drafts?.articles.filter((article) => !isBeingSent(article)).length ?? 0;
  const articlesWithFiles = new Set(drafts?.files.map(({ articleId }) => articleId)).size;
  if (articles === 0 && articlesWithFiles === 0) return null;
  return (
    <div className={styles.notice}>
      <Banner
        tone="review"
        title={
          articles > 0 ? t('notice', { count: articles }) : t('noticeFiles', { count: articlesWithFiles })
        }
      >
        <Link to={paths.localDrafts()} className={styles.link}>
          {t('noticeLink')}
        </Link>
      </Banner>
    </div>
  );
}
