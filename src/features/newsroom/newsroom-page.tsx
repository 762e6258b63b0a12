import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { LoadError } from '../../ui/load-error.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { NewsroomForm } from './newsroom-form.tsx';
import styles from './newsroom-page.module.css';

export function NewsroomPage() {
  const { t } = useTranslation(['newsroom', 'common']);
  const settings = useQuery(api.newsroom.get.queryOptions({ refetchOnMount: 'always' }));
  return (
    <>
      <title>{`${t('title')} · ${t('common:brand')}`}</title>
      <PageHeader title={t('title')} />
      {settings.isPending && (
        <p className={styles.loading} role="status">
          {t('loading')}
        </p>
      )}
      {settings.isError && !settings.data && <LoadError title={t('failed')} query={settings} />}
      {settings.data && <NewsroomForm settings={settings.data} />}
    </>
  );
}
