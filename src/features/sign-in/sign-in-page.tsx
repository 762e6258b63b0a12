import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { sessionEnds } from '../../../domain/accounts.ts';
import type { SecondFactorStep } from '../../../domain/contract/session.ts';
import { api } from '../../lib/api.ts';
import { paths, safeNext } from '../../lib/paths.ts';
import { DemoAccounts } from './demo-accounts.tsx';
import { signInWithPasskey, supportsPasskeys, usePasskeyAutofill } from './passkey.ts';
import { PasskeyButton } from './passkey-button.tsx';
import { SecondFactorForm } from './second-factor-form.tsx';
import { SignInForm } from './sign-in-form.tsx';
import styles from './sign-in-page.module.css';
import { type Credentials, signInFailure, signInWith } from './sign-in-with.ts';
import { SingleSignOnFailure, SingleSignOnLink } from './single-sign-on-link.tsx';

export function SignInPage() {
  const { t } = useTranslation(['signIn', 'account', 'common', 'secondFactor']);
  const { data: health } = useQuery(api.session.health.queryOptions({ staleTime: 300_000 }));
  const [params] = useSearchParams();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [enteringAs, setEnteringAs] = useState<string | null>(null);
  const [demoError, setDemoError] = useState<string>();

  const [step, setStep] = useState<SecondFactorStep | null>(null);
  const [stepError, setStepError] = useState<string>();
  const next = safeNext(params.get('next'));
  const handleSignedIn = useCallback(() => void navigate(next, { replace: true }), [navigate, next]);
  const offersPasskeys = Boolean(health?.offers.passkeys) && supportsPasskeys();
  usePasskeyAutofill(offersPasskeys && !step, queryClient, handleSignedIn, setStepError);
  const ended = sessionEnds.find((end) => end === params.get('ended'));

  const enter = async (credentials: Credentials) => {
    setStepError(undefined);
    const second = await signInWith(credentials, queryClient);
    if (second) setStep(second);
    else handleSignedIn();
  };

  const handlePasskey = async () => {
    await signInWithPasskey(queryClient, null);
    handleSignedIn();
  };

  const handleBack = (message?: string) => {
    setStep(null);
    setStepError(message);
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
        <h1 className={styles.title}>{t(step ? 'secondFactor:step.title' : 'title')}</h1>
        {step ? (
          <SecondFactorForm step={step} onSignedIn={handleSignedIn} onBack={handleBack} />
        ) : (
          <>
            <p className={styles.lead}>{t('lead')}</p>
            <SingleSignOnFailure />
            {ended && (
              <p className={styles.ended} role="status">
                {t(`ended.${ended}.note`)}
              </p>
            )}
          </>
        )}
        {/* Stays mounted, so that what was typed is there after the way back. */}
        <div hidden={step !== null}>
          <SignInForm onSignIn={enter} outerError={demoError ?? stepError} offersPasskeys={offersPasskeys} />
          <div className={styles.links}>
            <Link to={paths.forgottenPassword()} className={styles.link}>
              {t('account:forgotten.link')}
            </Link>
          </div>
          {offersPasskeys && (
            <div className={styles.alternative}>
              <PasskeyButton label={t('secondFactor:passkey.signIn')} onUse={handlePasskey} />
            </div>
          )}
          {health?.singleSignOn && <SingleSignOnLink name={health.singleSignOn.name} />}
          {health?.demo && (
            <DemoAccounts
              accounts={health.demo.accounts}
              password={health.demo.password}
              enteringAs={enteringAs}
              onEnter={(credentials) => void handleDemo(credentials)}
            />
          )}
        </div>
      </div>
    </main>
  );
}
