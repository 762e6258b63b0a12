import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { limits } from '../../../domain/limits.ts';
import { api } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import { FormDialog } from '../../ui/forms/form-dialog.tsx';

type SaveDialogProps = { articleId: string; isOpen: boolean; onClose: () => void };

/** Saves a named version. The name survives a failed request. */
export function SaveDialog({ articleId, isOpen, onClose }: SaveDialogProps) {
  const { t } = useTranslation(['revisions', 'errors']);
  const queryClient = useQueryClient();
  const { register, handleSubmit, formState, reset } = useForm({ defaultValues: { name: '' } });
  const saving = useMutation(api.articles.saveRevision.mutationOptions());

  const handleSave = handleSubmit(({ name }) => {
    if (saving.isPending) return;
    saving.mutate(
      { id: articleId, name: name.trim() },
      {
        onSuccess: (revision) => {
          void notify({ message: t('save.done', { name: revision.name ?? '' }) });
          reset();
          onClose();
        },
        onError: (error) => notifyProblem(error, t('save.failed')),
        onSettled: () => queryClient.invalidateQueries({ queryKey: api.articles.key() }),
      },
    );
  });

  return (
    <FormDialog
      isOpen={isOpen}
      title={t('save.title')}
      size="28rem"
      submitLabel={t('save.send')}
      isBusy={saving.isPending}
      onSubmit={() => void handleSave()}
      onClose={onClose}
    >
      <TextInput
        {...register('name', { validate: { required: (name) => name.trim() !== '' } })}
        label={t('save.label')}
        placeholder={t('save.hint')}
        maxLength={limits.revisionNameMaxChars}
        error={formState.errors.name && t('errors:field.required')}
        data-autofocus
      />
    </FormDialog>
  );
}
