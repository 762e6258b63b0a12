import type { CategoryColor } from '../../../domain/category-colors.ts';
import styles from './color-mark.module.css';

/** A category's colour as a dot; a ring where it has none. */
export function ColorMark({ color }: { color: CategoryColor | null }) {
  return (
    <span
      className={styles.mark}
      data-none={color === null || undefined}
      style={color ? { background: `var(--category-${color})` } : undefined}
      aria-hidden="true"
    />
  );
}
