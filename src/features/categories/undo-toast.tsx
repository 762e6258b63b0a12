import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './undo-toast.module.css';

export function UndoToast({ text, onUndo }: { text: string; onUndo: () => void }) {
  const { t } = useTranslation('categories');
  return (
    <span className={styles.toast}>
      {text}{' '}
      <UnstyledButton className={styles.undo} onClick={onUndo}>
        {t('move.undo')}
      </UnstyledButton>
    </span>
  );
}
