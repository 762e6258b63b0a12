import type { ReactNode } from 'react';
import type { DisplayState } from '../../domain/workflow.ts';
import styles from './banner.module.css';

type BannerProps = {
  /** Whose colour it has. */
  tone: DisplayState;
  title: string;
  children?: ReactNode;
  /** Read out at once: something went wrong. */
  isAlert?: boolean;
};

/** A quiet note in the page, with a line in the colour of the state it speaks of. */
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
