import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './field-conflict.module.css';

type FieldConflictProps = { mine: string; theirs: string; onChoose: (choice: 'mine' | 'theirs') => void };

/** Shows both values of a field that somebody else changed too, and lets the person choose one. */
export function FieldConflict({ mine, theirs, onChoose }: FieldConflictProps) {
  const { t } = useTranslation('editing');
  return (
    <div className={styles.conflict} role="alert">
      <p className={styles.text}>{t('conflict.text')}</p>
      <dl className={styles.values}>
        <dt>{t('conflict.theirValue')}</dt>
        <dd>{theirs}</dd>
        <dt>{t('conflict.myValue')}</dt>
        <dd>{mine}</dd>
      </dl>
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
