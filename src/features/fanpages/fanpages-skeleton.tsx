import { VisuallyHidden } from '@mantine/core';
import rowStyles from './fanpage-row.module.css';
import styles from './fanpages-page.module.css';

const widths = ['46%', '58%', '38%', '52%'];

/** Rows of the same height as the real ones, to avoid a layout shift. */
export function FanpagesSkeleton({ label }: { label: string }) {
  return (
    <div role="status">
      <VisuallyHidden>{label}</VisuallyHidden>
      <ul className={styles.list} aria-hidden="true">
        {widths.map((width) => (
          <li key={width} className={rowStyles.row}>
            <div className={rowStyles.platform}>
              <div className={styles.skeletonLine} style={{ width: 84, height: 13 }} />
            </div>
            <div className={rowStyles.text}>
              <div className={styles.skeletonLine} style={{ width, height: 15, marginBlock: 5 }} />
              <div className={styles.skeletonLine} style={{ width: '70%', height: 11, marginBlock: 5 }} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
