import { Button } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { type FocusEvent, type MouseEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration } from 'react-router';
import type { SessionEnd } from '../../domain/accounts.ts';
import { deleteUnusedLocalCopies } from '../editor/collaboration/local-drafts.ts';
import { api } from '../lib/api.ts';
import { settleReauthentication, useIsReauthenticating } from '../lib/reauthentication.ts';
import { returnFocus } from '../lib/return-focus.ts';
import { askToSignIn, postponeSignIn, useSession } from '../lib/session.ts';
import { LazyModule } from '../ui/lazy-module.tsx';
import styles from './authenticated-layout.module.css';
import {
  importReauthenticationDialog,
  importRequiredSecondFactorPage,
  importSignInDialog,
  prefetchModules,
} from './prefetch.ts';

/** Fully synced local copies that were not opened for this long are deleted. */
const localCopyMaxAgeMs = 30 * 24 * 3_600_000;
/** Leaves the network to the first screen. */
const prefetchDelayMs = 2_000;

/** Layout of every route that needs a session. Never unmounts the screen, so that no input is lost. */
export function AuthenticatedLayout() {
  const session = useSession();
  const isReauthenticating = useIsReauthenticating();

  const isAsking = session.status === 'ended' && session.isAsking;
  const focused = useRef<Element | null>(null);

  // Reaches the focus: back to where it was when the dialog was opened, before the next key.
  useLayoutEffect(() => {
    if (isAsking) return;
    returnFocus(focused.current);
    focused.current = null;
  }, [isAsking]);

  const handleAsk = (from: Element | null) => {
    focused.current = from;
    askToSignIn();
  };

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
      {(session.status === 'postponed' || (session.status === 'ended' && !isAsking)) && (
        <SignedOutBar reason={session.reason} isWaiting={session.status === 'ended'} onAsk={handleAsk} />
      )}
      <SecondFactorGate />
      {isAsking && (
        <LazyModule load={importSignInDialog} onError={postponeSignIn}>
          {({ SignInDialog }) => <SignInDialog viewer={session.viewer} reason={session.reason} />}
        </LazyModule>
      )}
      {isReauthenticating && session.status === 'signed-in' && (
        <LazyModule load={importReauthenticationDialog} onError={cancelReauthentication}>
          {({ ReauthenticationDialog }) => <ReauthenticationDialog viewer={session.viewer} />}
        </LazyModule>
      )}
      <ScrollRestoration />
    </>
  );
}

const cancelReauthentication = () => settleReauthentication(false);

/**
 * Asks for a required second factor before anything else. A page that is open when the newsroom begins to require it stays
 * mounted, hidden, so that no input is lost.
 */
function SecondFactorGate() {
  const queryClient = useQueryClient();
  const { data: viewer } = useSuspenseQuery(api.session.me.queryOptions({ staleTime: Infinity }));
  const [isOpen, setIsOpen] = useState(viewer.isSecondFactorMissing);
  const [hasOutlet, setHasOutlet] = useState(!viewer.isSecondFactorMissing);
  if (viewer.isSecondFactorMissing && !isOpen) setIsOpen(true);

  const handleContinue = () => {
    setIsOpen(false);
    setHasOutlet(true);
    // What was refused meanwhile.
    void queryClient.invalidateQueries();
  };

  return (
    <>
      {isOpen && (
        <LazyModule load={importRequiredSecondFactorPage} onError={() => undefined}>
          {({ RequiredSecondFactorPage }) => (
            <RequiredSecondFactorPage viewer={viewer} onContinue={handleContinue} />
          )}
        </LazyModule>
      )}
      {hasOutlet && (
        <div className={isOpen ? styles.hidden : styles.shown}>
          <Outlet />
        </div>
      )}
    </>
  );
}

type SignedOutBarProps = {
  reason: SessionEnd;
  /** Whether requests wait for the sign-in; after "later" they fail. */
  isWaiting: boolean;
  /** Gets the element that has the focus. */
  onAsk: (focused: Element | null) => void;
};

/** Says that the session has ended, without taking the focus, and opens the dialog. */
function SignedOutBar({ reason, isWaiting, onAsk }: SignedOutBarProps) {
  const { t } = useTranslation('signIn');
  const left = useRef<Element | null>(null);
  // The mouse leaves the focus where it is; the Tab key takes it along.
  const handleMouseDown = (event: MouseEvent) => event.preventDefault();
  const handleFocus = (event: FocusEvent) => {
    left.current = event.relatedTarget;
  };
  const handleClick = ({ currentTarget }: MouseEvent) => {
    const { activeElement } = document;
    onAsk(activeElement === currentTarget ? left.current : activeElement);
  };
  return (
    <div className={styles.bar} role="status">
      <span className={styles.text}>
        {t(`ended.${reason}.title`)}.
        <span className={styles.more}>{t(isWaiting ? `ended.${reason}.waiting` : 'expired.bar')}</span>
      </span>
      <Button
        size="compact-sm"
        variant="white"
        onMouseDown={handleMouseDown}
        onFocus={handleFocus}
        onClick={handleClick}
      >
        {t('expired.barAction')}
      </Button>
    </div>
  );
}
