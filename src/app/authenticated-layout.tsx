import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration } from 'react-router';
import { deleteUnusedLocalCopies } from '../editor/collaboration/local-drafts.ts';
import { postponeSignIn, reopenSignIn, useSession } from '../lib/session.ts';
import { LazyModule } from '../ui/lazy-module.tsx';
import styles from './authenticated-layout.module.css';
import { importSignInDialog, prefetchModules } from './prefetch.ts';

/** Fully synced local copies that were not opened for this long are deleted. */
const localCopyMaxAgeMs = 30 * 24 * 3_600_000;
/** Leaves the network to the first screen. */
const prefetchDelayMs = 2_000;

/** Layout of every route that needs a session. Never unmounts the screen, so that no input is lost. */
export function AuthenticatedLayout() {
  const session = useSession();

  // Reaches IndexedDB: frees the disk of old local copies.
  useEffect(() => {
    deleteUnusedLocalCopies(new Date(Date.now() - localCopyMaxAgeMs)).catch(reportError);
  }, []);

  // Reaches the network: prefetches modules that are needed offline.
  useEffect(() => {
    const timer = setTimeout(() => void prefetchModules(), prefetchDelayMs);
    return () => clearTimeout(timer);
  }, []);

  return (
    <>
      {session.status === 'postponed' && <SignedOutBar />}
      <Outlet />
      {session.status === 'ended' && (
        <LazyModule load={importSignInDialog} onError={postponeSignIn}>
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
      <Button size="compact-sm" variant="white" onClick={reopenSignIn}>
        {t('expired.barAction')}
      </Button>
    </div>
  );
}
