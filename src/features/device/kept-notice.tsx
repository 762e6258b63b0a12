import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../lib/paths.ts';
import { Banner } from '../../ui/banner.tsx';
import styles from './kept-notice.module.css';
import { isOnItsWay, useKept } from './kept-query.ts';

/** Says that this device holds what the newsroom does not have. Nothing is said where it holds nothing. */
export function KeptNotice({ userId }: { userId: string }) {
  const { t } = useTranslation('device');
  const kept = useKept(userId);
  const words = kept?.articles.filter((article) => !isOnItsWay(article)).length ?? 0;
  const files = new Set(kept?.files.map(({ articleId }) => articleId)).size;
  if (words === 0 && files === 0) return null;
  return (
    <div className={styles.notice}>
      <Banner
        tone="review"
        title={words > 0 ? t('notice', { count: words }) : t('noticeFiles', { count: files })}
      >
        <Link to={paths.kept()} className={styles.link}>
          {t('noticeLink')}
        </Link>
      </Banner>
    </div>
  );
}
