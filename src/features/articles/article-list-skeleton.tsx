import { VisuallyHidden } from '@mantine/core';
import styles from './article-list.module.css';
import rowStyles from './article-row.module.css';

const widths = ['72%', '58%', '81%', '64%', '76%', '52%', '69%', '60%'];

/** Rows of the same height as the real ones, to avoid a layout shift. */
export function ArticleListSkeleton({ label }: { label: string }) {
  return (
    <div role="status">
      <VisuallyHidden>{label}</VisuallyHidden>
      <ul className={styles.list} aria-hidden="true">
        {widths.map((width) => (
          <li key={width} className={rowStyles.row}>
            <div className={rowStyles.state}>
              <Line width={86} height={12} />
            </div>
            <div className={rowStyles.text}>
              <Line width={width} height={15} marginBlock={5} />
              <div className={rowStyles.detail}>
                <Line width="88%" height={11} marginBlock={5} />
              </div>
            </div>
            <div className={rowStyles.category}>
              <Line width={76} height={11} />
            </div>
            <div className={rowStyles.author}>
              <Line width={64} height={11} />
            </div>
            <div className={rowStyles.end}>
              <Line width={70} height={11} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Line(size: { width: number | string; height: number; marginBlock?: number }) {
  return <div className={styles.skeletonLine} style={size} />;
}
