import { VisuallyHidden } from '@mantine/core';
import styles from './tree-skeleton.module.css';

const widths = ['34%', '26%', '41%', '30%', '22%', '37%', '28%', '33%'];

/** Rows of the same height as the real ones, to avoid a layout shift. */
export function TreeSkeleton({ label }: { label: string }) {
  return (
    <div role="status" className={styles.tree}>
      <VisuallyHidden>{label}</VisuallyHidden>
      {widths.map((width) => (
        <div key={width} className={styles.row} aria-hidden="true">
          <div className={styles.line} style={{ width }} />
        </div>
      ))}
    </div>
  );
}
