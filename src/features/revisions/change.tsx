import { Button } from '@mantine/core';
import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs';
import type { ReactNode } from 'react';
import type { CompareView } from '../../lib/search-params/compare.ts';
import styles from './change.module.css';
import { type ChangeKind, KindShape } from './change-kinds.tsx';
import type { Side } from './runs.tsx';

type ChangeProps = {
  kind: ChangeKind;
  /** For example `Đoạn văn: sửa`. */
  label: string;
  view: CompareView;
  /** Renders one version, or both merged. */
  children: (side: Side) => ReactNode;
  details?: ReactNode;
  /** Restores the older version; undefined where there is nothing to restore. */
  restore?: { label: string; isBusy: boolean; onRestore: () => void } | undefined;
};

/** One change, before and after. `data-change` marks it for keyboard navigation. */
export function Change({ kind, label, view, children, details, restore }: ChangeProps) {
  return (
    <article className={styles.change} data-change data-kind={kind} tabIndex={-1} aria-label={label}>
      <div className={styles.bar}>
        <KindShape kind={kind} />
        <span className={styles.label}>{label}</span>
        {restore && (
          <Button
            className={styles.restore}
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconArrowBackUp size={16} stroke={1.5} aria-hidden="true" />}
            loading={restore.isBusy}
            onClick={restore.onRestore}
          >
            {restore.label}
          </Button>
        )}
      </div>
      {view === 'inline' ? (
        children('both')
      ) : (
        <div className={styles.sides}>
          <div className={styles.side}>{kind !== 'added' && children('before')}</div>
          <div className={styles.side}>{kind !== 'removed' && children('after')}</div>
        </div>
      )}
      {details}
    </article>
  );
}
