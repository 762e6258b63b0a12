import { Button, Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './form-dialog.module.css';
import { submitByKeyboard } from './submit-by-keyboard.ts';

type FormDialogProps = {
  isOpen?: boolean;
  title: string;
  /** Width: the `size` of Mantine's `Modal`. */
  size: string;
  children: ReactNode;
  /** An error that belongs to no field. */
  error?: string | undefined;
  submitLabel: string;
  isBusy: boolean;
  onSubmit: () => void;
  onClose: () => void;
};

/** A dialog with a form, a cancel and a submit button. */
export function FormDialog(props: FormDialogProps) {
  const { isOpen = true, title, size, children, error, submitLabel, isBusy, onSubmit, onClose } = props;
  const { t } = useTranslation('common');
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) onSubmit();
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={handleSubmit} onKeyDown={submitByKeyboard} noValidate>
        <div className={styles.fields}>
          {children}
          {error && (
            <p className={styles.error} role="alert">
              {error}
            </p>
          )}
        </div>
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={isBusy}>
            {submitLabel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
