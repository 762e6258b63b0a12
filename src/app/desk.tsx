import { Button } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration } from 'react-router';
import { askToSignIn, useSession } from '../lib/session.ts';
import styles from './desk.module.css';

const SignInDialog = lazy(async () => {
  const { SignInDialog } = await import('../features/sign-in/sign-in-dialog.tsx');
  return { default: SignInDialog };
});

/** What stands around every screen of someone who is signed in. Nothing here ever unmounts the screen. */
export function Desk() {
  const session = useSession();
  return (
    <>
      {session.status === 'put-off' && <SignedOutBar />}
      <Outlet />
      {session.status === 'ended' && (
        <Suspense>
          <SignInDialog viewer={session.viewer} />
        </Suspense>
      )}
      <ScrollRestoration />
    </>
  );
}

function SignedOutBar() {
  const { t } = useTranslation('signIn');
  return (
    <div className={styles.bar} role="status">
      {t('expired.bar')}
      <Button size="compact-sm" variant="white" onClick={askToSignIn}>
        {t('expired.barAction')}
      </Button>
    </div>
  );
}
