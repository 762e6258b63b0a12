import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../lib/paths.ts';
import styles from './brand.module.css';

export function Brand() {
  const { t } = useTranslation();
  return (
    <Link to={paths.articles()} className={styles.brand}>
      <span className={styles.dot} aria-hidden="true" />
      {t('brand')}
    </Link>
  );
}
