import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/banner.tsx';
import styles from './changes-banner.module.css';
import type { TreeChange } from './tree-position.ts';

const shownMax = 4;

/** Lists the changes another admin made to the tree since it was loaded. */
export function ChangesBanner({ changes, onClose }: { changes: TreeChange[]; onClose: () => void }) {
  const { t } = useTranslation('categories');
  const more = changes.length - shownMax;
  const where = (parent: string | null) => (parent === null ? t('move.atTop') : t('move.below', { parent }));
  const text = (change: TreeChange): string => {
    switch (change.kind) {
      case 'reordered':
        return t('stale.reordered');
      case 'removed':
        return t('stale.removed', { name: change.name });
      default:
        return t(`stale.${change.kind}`, { name: change.name, where: where(change.parentName) });
    }
  };
  return (
    <div className={styles.banner}>
      <Banner tone="returned" title={t('stale.title')} isAlert>
        {t('stale.text')}
        <ul className={styles.changes}>
          {changes.slice(0, shownMax).map((change) => (
            <li key={text(change)}>{text(change)}</li>
          ))}
          {more > 0 && <li>{t('stale.more', { count: more })}</li>}
        </ul>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t('stale.ok')}
        </Button>
      </Banner>
    </div>
  );
}
