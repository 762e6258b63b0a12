import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Viewer } from '../../../domain/contract/session.ts';
import { client } from '../../lib/api.ts';
import { notifyProblem } from '../../lib/notify.ts';
import { paths } from '../../lib/paths.ts';
import { forgetSession } from '../../lib/session.ts';
import styles from './account-page.module.css';
import { PasskeysSection } from './passkeys-section.tsx';
import pageStyles from './required-second-factor-page.module.css';
import { SecondFactorSection } from './second-factor-section.tsx';

type RequiredSecondFactorPageProps = { viewer: Viewer; onContinue: () => void };

/** Stands in for every page until somebody has the second factor that the newsroom requires of their role. */
export function RequiredSecondFactorPage({ viewer, onContinue }: RequiredSecondFactorPageProps) {
  const { t } = useTranslation(['secondFactor', 'common']);
  const queryClient = useQueryClient();
  const navigate = useNavigate();

  const handleSignOut = async () => {
    try {
      await client.session.signOut({});
      forgetSession();
      await navigate(paths.signIn());
      queryClient.clear();
    } catch (error) {
      notifyProblem(error);
    }
  };

  return (
    <main id="main" className={pageStyles.page}>
      <title>{`${t('required.title')} · ${t('common:brand')}`}</title>
      <h1 className={pageStyles.title}>{t('required.title')}</h1>
      <p className={pageStyles.text}>
        {t('required.text', { role: t(`common:role.${viewer.role}`).toLowerCase() })}
      </p>
      <div className={styles.sections}>
        <SecondFactorSection />
        <PasskeysSection />
      </div>
      <div className={pageStyles.actions}>
        <Button variant="default" onClick={() => void handleSignOut()}>
          {t('required.signOut')}
        </Button>
        <Button disabled={viewer.isSecondFactorMissing} onClick={onContinue}>
          {t('required.continue')}
        </Button>
      </div>
    </main>
  );
}
