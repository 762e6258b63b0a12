import { Burger, UnstyledButton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { Brand } from './brand.tsx';
import { Rail } from './rail.tsx';
import styles from './shell.module.css';
import { UserMenu } from './user-menu.tsx';

const MenuSheet = lazy(async () => {
  const { MenuSheet } = await import('./menu-sheet.tsx');
  return { default: MenuSheet };
});

/** The rail with the rooms, and the room that is open. On a phone the rail is a sheet behind a button. */
export function Shell() {
  const { t } = useTranslation('shell');
  const [isSheetOpen, setIsSheetOpen] = useState(false);
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
        <Outlet />
      </main>
      <Suspense>{isSheetOpen && <MenuSheet onClose={() => setIsSheetOpen(false)} />}</Suspense>
    </div>
  );
}
