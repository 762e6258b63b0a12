import { useTranslation } from 'react-i18next';
import styles from './loading-fallback.module.css';

/** Shown while the first screen loads; appears after a delay. */
export function LoadingFallback() {
  const { t } = useTranslation();
  return (
    <div className={styles.opening} role="status">
      {t('loading')}
    </div>
  );
}
