import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './field-conflict.module.css';

type FieldConflictProps = { theirs: string; onChoose: (choice: 'mine' | 'theirs') => void };

/** Somebody else has changed this field too: shows their value, keeps ours until one is chosen. */
export function FieldConflict({ theirs, onChoose }: FieldConflictProps) {
  const { t } = useTranslation('editing');
  return (
    <div className={styles.conflict} role="alert">
      <p className={styles.text}>
        {t('conflict.text')} <strong>{theirs}</strong>
      </p>
      <div className={styles.choices}>
        <Button size="compact-sm" variant="default" onClick={() => onChoose('mine')}>
          {t('conflict.mine')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onChoose('theirs')}>
          {t('conflict.theirs')}
        </Button>
      </div>
    </div>
  );
}
