import type { ReactNode } from 'react';
import type { DisplayState } from '../../domain/workflow.ts';
import styles from './state-badge.module.css';

type StateBadgeProps = { state: DisplayState; label: string };

/** A state as colour, shape and text. */
export function StateBadge({ state, label }: StateBadgeProps) {
  return (
    <span className={styles.badge} style={{ color: `var(--state-${state})` }} data-state={state}>
      <svg className={styles.shape} viewBox="0 0 10 10" aria-hidden="true">
        {shapes[state]}
      </svg>
      {label}
    </span>
  );
}

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.4 };

const shapes: Record<DisplayState, ReactNode> = {
  draft: <circle cx="5" cy="5" r="3.6" {...line} />,
  review: <rect x="1" y="1" width="8" height="8" rx="1.6" fill="currentColor" />,
  returned: <path d="M1 5 8.6 1v8Z" fill="currentColor" />,
  scheduled: <path d="M8 2.6a3.8 3.8 0 1 0 0 4.8" {...line} strokeWidth={2} />,
  published: <circle cx="5" cy="5" r="4.2" fill="currentColor" />,
  withdrawn: <rect x="0.6" y="4" width="8.8" height="2" fill="currentColor" />,
};
