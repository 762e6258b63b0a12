import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { FieldErrorCode } from '../../../domain/contract/errors.ts';
import { limits } from '../../../domain/limits.ts';
import type { Role } from '../../../domain/roles.ts';
import { api } from '../../lib/api.ts';
import { toProblem } from '../../lib/problem.ts';
import { FormDialog } from '../../ui/forms/form-dialog.tsx';
import { setFieldErrors } from '../../ui/forms/set-field-errors.ts';
import type { ShownLink } from './link-dialog.tsx';
import styles from './people.module.css';
import { RoleField } from './role-field.tsx';

type InviteDialogProps = { onInvited: (link: ShownLink) => void; onClose: () => void };

type InvitationFields = { name: string; email: string; role: Role };
const fieldNames = ['name', 'email', 'role'] as const;

export function InviteDialog({ onInvited, onClose }: InviteDialogProps) {
  const { t } = useTranslation(['people', 'errors']);
  const queryClient = useQueryClient();
  const invite = useMutation(api.accounts.invite.mutationOptions());
  const form = useForm<InvitationFields>({ defaultValues: { name: '', email: '', role: 'journalist' } });
  const { errors } = form.formState;

  const handleSubmit = form.handleSubmit(async (typed) => {
    try {
      const { invitation, link } = await invite.mutateAsync(typed);
      void queryClient.invalidateQueries({ queryKey: api.accounts.key() });
      onInvited({ kind: 'invitation', name: invitation.name, email: invitation.email, link });
    } catch (error) {
      const problem = toProblem(error);
      const messageOf = (name: keyof InvitationFields, code: FieldErrorCode) =>
        name === 'email' && code === 'taken' ? t('form.emailTaken') : t(`errors:field.${code}`);
      if (!setFieldErrors(form, problem, fieldNames, messageOf)) {
        form.setError('root', { message: t(`errors:${problem.code}`) });
      }
    }
  });

  return (
    <FormDialog
      title={t('form.inviteTitle')}
      size="30rem"
      error={errors.root?.message}
      submitLabel={t('form.create')}
      isBusy={invite.isPending}
      onSubmit={() => void handleSubmit()}
      onClose={onClose}
    >
      <p className={styles.dialogText}>{t('form.inviteText')}</p>
      <TextInput
        {...form.register('name', {
          validate: (name) => name.trim() !== '' || t('errors:field.required'),
        })}
        label={t('form.name')}
        maxLength={limits.personNameMaxChars}
        error={errors.name?.message}
        autoComplete="off"
        data-autofocus
      />
      <TextInput
        {...form.register('email', {
          validate: (email) => email.trim() !== '' || t('errors:field.required'),
        })}
        type="email"
        label={t('form.email')}
        inputMode="email"
        maxLength={200}
        error={errors.email?.message}
        autoComplete="off"
      />
      <Controller
        control={form.control}
        name="role"
        render={({ field }) => (
          <RoleField value={field.value} onChange={field.onChange} error={errors.role?.message} />
        )}
      />
    </FormDialog>
  );
}
