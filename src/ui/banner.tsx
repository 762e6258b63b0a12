import type { ReactNode } from 'react';
import type { DisplayState } from '../../domain/workflow.ts';
import styles from './banner.module.css';

type BannerProps = {
  /** The state whose colour it takes. */
  tone: DisplayState;
  title: string;
  children?: ReactNode;
  /** Announced immediately (`role="alert"`). */
  isAlert?: boolean;
};

/** A note in the page with a coloured border. */
export function Banner({ tone, title, children, isAlert = false }: BannerProps) {
  return (
    <div
      className={styles.banner}
      style={{ borderLeftColor: `var(--state-${tone})` }}
      role={isAlert ? 'alert' : 'note'}
    >
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
    </div>
  );
}
