import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { LoadError } from '../../ui/load-error.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import styles from './account-page.module.css';
import { NotificationsSection } from './notifications-section.tsx';
import { PasskeysSection } from './passkeys-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { PreferencesSection } from './preferences-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { SingleSignOnSection } from './single-sign-on-section.tsx';

/** One's own account. */
export function AccountPage() {
  const { t } = useTranslation(['account', 'common']);
  const { data: health } = useQuery(api.session.health.queryOptions({ staleTime: 300_000 }));
  const account = useQuery(api.account.get.queryOptions({ refetchOnMount: 'always' }));
  return (
    <>
      <title>{`${t('title')} · ${t('common:brand')}`}</title>
      <PageHeader title={t('title')} />
      {account.isError && !account.data && <LoadError title={t('failed')} query={account} />}
      {account.isPending && (
        <div className={styles.sections} role="status" aria-label={t('loading')}>
          <Skeleton height={220} />
          <Skeleton height={140} />
        </div>
      )}
      {account.data && (
        <div className={styles.sections}>
          <ProfileSection account={account.data} />
          <PasswordSection account={account.data} />
          <SecondFactorSection />
          <PasskeysSection />
          {health?.singleSignOn && <SingleSignOnSection hasPassword={account.data.hasPassword} />}
          <SessionsSection />
          <PreferencesSection />
          <NotificationsSection hasMail={account.data.hasMail} email={account.data.email} />
        </div>
      )}
    </>
  );
}
