import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

type EmptyStateProps = {
  icon?: ReactNode;
  title: string;
  /** 1 where it is the whole page. */
  headingLevel?: 1 | 2;
  text?: string;
  /** A button or a link. */
  action?: ReactNode;
};

/** Explains an empty or failed screen and offers the next step. */
export function EmptyState({ icon, title, headingLevel = 2, text, action }: EmptyStateProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div className={styles.empty}>
      {icon && <div className={styles.icon}>{icon}</div>}
      <Heading className={styles.title}>{title}</Heading>
      {text && <p className={styles.text}>{text}</p>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
