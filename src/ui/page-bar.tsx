import { ActionIcon } from '@mantine/core';
import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DisplayState } from '../../domain/workflow.ts';
import styles from './page-bar.module.css';
import { StateBadge } from './state-badge.tsx';

type PageBarProps = {
  back: { to: string; label: string };
  heading?: string;
  /** The article's state. Hidden on a phone beside a heading. */
  state?: DisplayState | undefined;
  /** Scrolls with the page, where something else is sticky. */
  isScrolledAway?: boolean;
  /** Actions on the right. */
  children?: ReactNode;
};

/** The header of a page about one article. */
export function PageBar({ back, heading, state, isScrolledAway = false, children }: PageBarProps) {
  const { t } = useTranslation('common');
  return (
    <header className={styles.bar} data-scrolls={isScrolledAway || undefined}>
      <ActionIcon
        component={Link}
        to={back.to}
        variant="subtle"
        color="gray"
        size={40}
        aria-label={back.label}
      >
        <IconArrowLeft size={20} stroke={1.5} aria-hidden="true" />
      </ActionIcon>
      {heading && <h1 className={styles.heading}>{heading}</h1>}
      {state && (
        <span className={styles.state}>
          <StateBadge state={state} label={t(`state.${state}`)} />
        </span>
      )}
      {children && <div className={styles.actions}>{children}</div>}
    </header>
  );
}
