import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration } from 'react-router';
import { deleteUnusedLocalCopies } from '../editor/collaboration/local-drafts.ts';
import { askToSignIn, putOffSignIn, useSession } from '../lib/session.ts';
import { LazyModule } from '../ui/lazy-module.tsx';
import styles from './authenticated-layout.module.css';
import { importSignInDialog, prefetchModules } from './prefetch.ts';

/** Articles that nobody opened here for so long, and of which the server has everything, leave the device. */
const localCopyMaxAgeMs = 30 * 24 * 3_600_000;
/** The first screen comes first. */
const prefetchDelayMs = 2_000;

/** What stands around every screen of someone who is signed in. Nothing here ever unmounts the screen. */
export function AuthenticatedLayout() {
  const session = useSession();

  // Reaches the device, whose disk must not keep every article for ever.
  useEffect(() => {
    deleteUnusedLocalCopies(new Date(Date.now() - localCopyMaxAgeMs)).catch(reportError);
  }, []);

  // Reaches the network, before it may be gone.
  useEffect(() => {
    const timer = setTimeout(() => void prefetchModules(), prefetchDelayMs);
    return () => clearTimeout(timer);
  }, []);

  return (
    <>
      {session.status === 'put-off' && <SignedOutBar />}
      <Outlet />
      {session.status === 'ended' && (
        <LazyModule load={importSignInDialog} onError={putOffSignIn}>
          {({ SignInDialog }) => <SignInDialog viewer={session.viewer} />}
        </LazyModule>
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
