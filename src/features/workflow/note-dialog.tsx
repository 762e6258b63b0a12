import { Button, Modal, Textarea } from '@mantine/core';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { limits } from '../../../domain/limits.ts';
import { submitByKeyboard } from '../../ui/forms/submit-by-keyboard.ts';
import styles from './dialog.module.css';

type NoteDialogProps = {
  isOpen: boolean;
  /** `return`: what the author should change. `withdraw`: why readers no longer get the article. */
  kind: 'return' | 'withdraw';
  isBusy: boolean;
  onSend: (note: string) => void;
  onClose: () => void;
};

/** Asks for the note of a decision, sent by the button or Ctrl+Enter. Typed text survives closing the dialog. */
export function NoteDialog({ isOpen, kind, isBusy, onSend, onClose }: NoteDialogProps) {
  const { t } = useTranslation(['workflow', 'common', 'errors']);
  const { register, handleSubmit, formState } = useForm({ defaultValues: { note: '' } });
  const error =
    formState.errors.note &&
    t(`errors:field.${formState.errors.note.type === 'maxLength' ? 'too-long' : 'required'}`);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t(`note.${kind}.title`)}
      size="32rem"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form
        onSubmit={(event) => void handleSubmit(({ note }) => !isBusy && onSend(note.trim()))(event)}
        onKeyDown={submitByKeyboard}
        noValidate
      >
        <Textarea
          {...register('note', {
            validate: { required: (note) => note.trim() !== '' },
            maxLength: limits.noteMaxChars,
          })}
          label={t(`note.${kind}.label`)}
          description={t(`note.${kind}.hint`)}
          error={error}
          autosize
          minRows={4}
          maxRows={12}
          data-autofocus
        />
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={isBusy}>
            {t(`note.${kind}.send`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
