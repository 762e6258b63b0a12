import { useTranslation } from 'react-i18next';
import styles from './loading-fallback.module.css';

/** While the first screen is on its way. It shows only when that takes long enough to be noticed. */
export function LoadingFallback() {
  const { t } = useTranslation();
  return (
    <div className={styles.opening} role="status">
      {t('loading')}
    </div>
  );
}
