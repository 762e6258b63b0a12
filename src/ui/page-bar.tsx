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
  /** Of the article that the page is about. Beside a heading it gives way on a phone. */
  state?: DisplayState | undefined;
  /** The page has something else that stays at the top. */
  isScrolledAway?: boolean;
  /** What can be done, to the right. */
  children?: ReactNode;
};

/** The bar over a page about one article. */
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
