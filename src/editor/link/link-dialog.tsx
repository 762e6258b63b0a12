import { Button, Modal, TextInput } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { normalizeText } from '../../../domain/vietnamese.ts';
import styles from './link.module.css';
import { linkAddress } from './link-address.ts';
import { applyLink, type LinkDraft, removeLink } from './link-commands.ts';

type LinkDialogProps = {
  editor: Editor;
  /** Null while the dialog is closed. */
  draft: LinkDraft | null;
  onClose: () => void;
};

export function LinkDialog({ editor, draft, onClose }: LinkDialogProps) {
  const { t } = useTranslation(['editor', 'common']);
  return (
    <Modal
      opened={draft !== null}
      onClose={onClose}
      title={t('link.title')}
      size="25rem"
      closeButtonProps={{ 'aria-label': t('common:close') }}
      returnFocus={false}
      onExitTransitionEnd={() => editor.view.focus()}
    >
      {draft && <LinkForm editor={editor} draft={draft} onClose={onClose} />}
    </Modal>
  );
}

type LinkFields = { address: string; text: string };

function LinkForm({ editor, draft, onClose }: { editor: Editor; draft: LinkDraft; onClose: () => void }) {
  const { t } = useTranslation('editor');
  const { register, handleSubmit, formState } = useForm<LinkFields>({
    defaultValues: { address: draft.href, text: draft.text ?? '' },
    shouldUnregister: true,
  });
  const submit = handleSubmit(({ address, text }) => {
    const href = linkAddress(address);
    if (href === null) return;
    // A link without text shows its address.
    const shown = draft.text === null ? null : normalizeText(text.trim()) || address.trim();
    applyLink(editor, href, shown);
    onClose();
  });
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        // In a portal: React would bubble the event to the page's own form.
        event.stopPropagation();
        void submit(event);
      }}
    >
      <TextInput
        {...register('address', {
          validate: (address) => {
            if (address.trim() === '') return t('link.addressMissing');
            return linkAddress(address) !== null || t('link.addressInvalid');
          },
        })}
        label={t('link.address')}
        placeholder={t('link.addressHint')}
        error={formState.errors.address?.message}
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        data-autofocus
      />
      {draft.text !== null && <TextInput {...register('text')} label={t('link.text')} autoComplete="off" />}
      <div className={styles.actions}>
        {draft.isLink && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              removeLink(editor);
              onClose();
            }}
          >
            {t('link.remove')}
          </Button>
        )}
        <Button type="submit">{t('link.apply')}</Button>
      </div>
    </form>
  );
}
