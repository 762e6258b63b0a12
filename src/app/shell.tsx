import { Burger, UnstyledButton } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation } from 'react-router';
import { ResetLinkNotice } from '../features/account/reset-link-notice.tsx';
import { LocalDraftsNotice } from '../features/local-drafts/local-drafts-notice.tsx';
import { api } from '../lib/api.ts';
import { paths } from '../lib/paths.ts';
import { LazyModule } from '../ui/lazy-module.tsx';
import { Brand } from './brand.tsx';
import { importMenuSheet } from './prefetch.ts';
import { Rail } from './rail.tsx';
import styles from './shell.module.css';
import { UserMenu } from './user-menu.tsx';

/** Navigation rail and main content. On a phone the rail is a sheet behind a button. */
export function Shell() {
  const { t } = useTranslation('shell');
  const { data: viewer } = useSuspenseQuery(api.session.me.queryOptions());
  const { pathname } = useLocation();
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const closeSheet = () => setIsSheetOpen(false);
  return (
    <div className={styles.shell}>
      <UnstyledButton component="a" href="#main" className={styles.skip}>
        {t('skipToContent')}
      </UnstyledButton>
      <nav aria-label={t('navigation')} className={styles.topBar}>
        <Burger
          size="sm"
          lineSize={1.5}
          opened={isSheetOpen}
          aria-label={t('openMenu')}
          aria-expanded={isSheetOpen}
          onClick={() => setIsSheetOpen(true)}
        />
        <Brand />
        <UserMenu isCompact />
      </nav>
      <nav aria-label={t('navigation')} className={styles.rail}>
        <Brand />
        <Rail />
        <UserMenu />
      </nav>
      <main id="main" tabIndex={-1} className={styles.main}>
        {pathname !== paths.account() && <ResetLinkNotice />}
        {pathname === paths.articles() && <LocalDraftsNotice userId={viewer.id} />}
        <Outlet />
      </main>
      {isSheetOpen && (
        <LazyModule load={importMenuSheet} onError={closeSheet}>
          {({ MenuSheet }) => <MenuSheet onClose={closeSheet} />}
        </LazyModule>
      )}
    </div>
  );
}
