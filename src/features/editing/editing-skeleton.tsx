import { Skeleton } from '@mantine/core';
import { ReadingColumn } from '../../ui/reading-column.tsx';
import styles from './editing-page.module.css';

/** Placeholder for title, lead and body while the document loads. */
export function EditingSkeleton({ label }: { label: string }) {
  return (
    <ReadingColumn className={styles.loading} role="status" aria-label={label}>
      <Skeleton height={44} width="70%" />
      <Skeleton height={22} mt={28} />
      <Skeleton height={22} mt={10} width="80%" />
      <Skeleton height={280} mt={36} />
    </ReadingColumn>
  );
}
