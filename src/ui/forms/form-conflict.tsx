import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Banner } from '../banner.tsx';
import styles from './form-conflict.module.css';

type FormConflictProps = {
  /** The fields that somebody else changed, with the saved values as text. */
  saved: readonly { label: string; value: string }[];
  onTakeTheirs: () => void;
  onKeepMine: () => void;
};

/** Shows what somebody else saved while a form was being filled in, and lets the person choose. */
export function FormConflict({ saved, onTakeTheirs, onKeepMine }: FormConflictProps) {
  const { t } = useTranslation('common');
  return (
    <Banner tone="returned" title={t('conflict.title')} isAlert>
      {t('conflict.text')}
      <dl className={styles.values}>
        {saved.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value || '—'}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.choices}>
        <Button size="compact-sm" variant="default" onClick={onTakeTheirs}>
          {t('conflict.takeTheirs')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onKeepMine}>
          {t('conflict.keepMine')}
        </Button>
      </div>
    </Banner>
  );
}
