import { ActionIcon } from '@mantine/core';
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs';
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './change-nav.module.css';
import { useChangeNav } from './use-change-nav.ts';

type ChangeNavProps = {
  /** The element that contains the changes. */
  container: RefObject<HTMLElement | null>;
  /** The comparison; a new one resets the position. */
  shown: unknown;
};

/** Next and previous change with the position. Its state is local, so that the comparison is not rendered again. */
export function ChangeNav({ container, shown }: ChangeNavProps) {
  const { t } = useTranslation('revisions');
  const { index, count, next, previous } = useChangeNav(container, shown);
  if (count === 0) return null;
  return (
    <nav className={styles.nav} aria-label={t('compared.navigation')}>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t('compared.previous')}
        aria-keyshortcuts="Alt+ArrowUp"
        aria-disabled={index <= 1}
        data-disabled={index <= 1 || undefined}
        onClick={previous}
      >
        <IconArrowUp size={18} stroke={1.5} aria-hidden="true" />
      </ActionIcon>
      <span className={styles.place} role="status">
        <span aria-hidden="true">{t('compared.place', { index, count })}</span>
        <span className={styles.long}>{t('compared.placeLong', { index, count })}</span>
      </span>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t('compared.next')}
        aria-keyshortcuts="Alt+ArrowDown"
        aria-disabled={index >= count}
        data-disabled={index >= count || undefined}
        onClick={next}
      >
        <IconArrowDown size={18} stroke={1.5} aria-hidden="true" />
      </ActionIcon>
      <span className={styles.keys}>
        <Kbd>Alt ↑ ↓</Kbd>
      </span>
    </nav>
  );
}
