import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { api } from '../../lib/api.ts';
import { safeNext } from '../../lib/paths.ts';
import { DemoAccounts } from './demo-accounts.tsx';
import { SignInForm } from './sign-in-form.tsx';
import styles from './sign-in-page.module.css';
import { type Credentials, signInFailure, signInWith } from './sign-in-with.ts';

export function SignInPage() {
  const { t } = useTranslation(['signIn', 'common']);
  const { data: health } = useQuery(api.session.health.queryOptions({ staleTime: 300_000 }));
  const [params] = useSearchParams();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [enteringAs, setEnteringAs] = useState<string | null>(null);
  const [demoError, setDemoError] = useState<string>();

  const enter = async (credentials: Credentials) => {
    await signInWith(credentials, queryClient);
    await navigate(safeNext(params.get('next')), { replace: true });
  };

  const handleDemo = async (credentials: Credentials) => {
    setEnteringAs(credentials.email);
    setDemoError(undefined);
    try {
      await enter(credentials);
    } catch (error) {
      setDemoError(signInFailure(error).message);
    } finally {
      setEnteringAs(null);
    }
  };

  return (
    <main id="main" className={styles.page}>
      <title>{`${t('title')} · ${t('common:brand')}`}</title>
      <div className={styles.panel}>
        <p className={styles.brand}>
          <img src="/icon.svg" alt="" width={36} height={36} />
          {t('common:brand')}
        </p>
        <h1 className={styles.title}>{t('title')}</h1>
        <p className={styles.lead}>{t('lead')}</p>
        <SignInForm onSignIn={enter} outerError={demoError} />
        {health?.demo && (
          <DemoAccounts
            accounts={health.demo.accounts}
            password={health.demo.password}
            enteringAs={enteringAs}
            onEnter={(credentials) => void handleDemo(credentials)}
          />
        )}
      </div>
    </main>
  );
}
