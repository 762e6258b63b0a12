import { Button } from '@mantine/core';
import type { QueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { redirect, useLoaderData, useLocation, useNavigate } from 'react-router';
import { paths, safeNext } from '../../lib/paths.ts';
import { toProblem } from '../../lib/problem.ts';
import {
  parseLanding,
  publishSingleSignOn,
  readSecondFactorStep,
  type SingleSignOnLanding,
} from '../../lib/single-sign-on.ts';
import { SecondFactorForm } from './second-factor-form.tsx';
import styles from './sign-in-page.module.css';
import { enterDesk } from './sign-in-with.ts';

/** Continues after the provider's redirect: on the requested page, or on the page that opened this window. */
export async function singleSignOnLoader(
  queryClient: QueryClient,
  url: URL,
): Promise<Response | SingleSignOnLanding> {
  const landing = parseLanding(url);
  const { purpose, next, error, needsSecondFactor } = landing;
  if (needsSecondFactor) return landing;
  if (purpose !== 'sign-in') {
    publishSingleSignOn({ purpose, error });
    if (!error) window.close();
    return landing;
  }
  if (error) return redirect(paths.signIn(next, { error }));
  try {
    await enterDesk(queryClient);
    return redirect(safeNext(next));
  } catch (thrown) {
    if (toProblem(thrown).code !== 'lost-cookie') throw thrown;
    return redirect(paths.signIn(next, { error: 'lost-cookie' }));
  }
}

/** The end of a window that was opened for the provider, where the browser does not let it close itself. */
export function SingleSignOnPage() {
  const { t } = useTranslation(['singleSignOn', 'common', 'secondFactor']);
  const { purpose, next, error, needsSecondFactor } = useLoaderData<SingleSignOnLanding>();
  const navigate = useNavigate();
  const { hash } = useLocation();
  const [step, setStep] = useState(() => (needsSecondFactor ? readSecondFactorStep(hash) : null));

  const handleSignedIn = () => {
    if (purpose === 'sign-in') return void navigate(safeNext(next), { replace: true });
    publishSingleSignOn({ purpose, error: null });
    setStep(null);
    window.close();
  };

  if (step) {
    return (
      <main id="main" className={styles.page}>
        <title>{`${t('secondFactor:step.title')} · ${t('common:brand')}`}</title>
        <div className={styles.panel}>
          <h1 className={styles.title}>{t('secondFactor:step.title')}</h1>
          <SecondFactorForm
            step={step}
            onSignedIn={handleSignedIn}
            onBack={() => void navigate(paths.signIn(next), { replace: true })}
          />
        </div>
      </main>
    );
  }
  return (
    <main id="main" className={styles.page}>
      <title>{`${t('done.title')} · ${t('common:brand')}`}</title>
      <div className={styles.panel}>
        <h1 className={styles.title}>{t('done.title')}</h1>
        {error ? (
          <p className={styles.returned} role="alert">
            {t(`errors.${error}`)}
          </p>
        ) : (
          <p className={styles.lead}>{t('done.succeeded')}</p>
        )}
        <Button variant="default" mt="lg" onClick={() => window.close()}>
          {t('done.close')}
        </Button>
      </div>
    </main>
  );
}
