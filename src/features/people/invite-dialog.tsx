import { Button, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { limits } from '../../../domain/limits.ts';
import type { Role } from '../../../domain/roles.ts';
import { api } from '../../lib/api.ts';
import { toProblem } from '../../lib/problem.ts';
import type { ShownLink } from './link-dialog.tsx';
import styles from './people.module.css';
import { RoleField } from './role-field.tsx';

type InviteDialogProps = { onInvited: (link: ShownLink) => void; onClose: () => void };

type Typed = { name: string; email: string; role: Role };

export function InviteDialog({ onInvited, onClose }: InviteDialogProps) {
  const { t } = useTranslation(['people', 'common', 'errors']);
  const queryClient = useQueryClient();
  const invite = useMutation(api.accounts.invite.mutationOptions());
  const form = useForm<Typed>({ defaultValues: { name: '', email: '', role: 'journalist' } });
  const { errors } = form.formState;

  const handleSubmit = form.handleSubmit(async (typed) => {
    try {
      const { invitation, link } = await invite.mutateAsync(typed);
      void queryClient.invalidateQueries({ queryKey: api.accounts.key() });
      onInvited({ kind: 'invitation', name: invitation.name, email: invitation.email, link });
    } catch (error) {
      const { code, fields = {} } = toProblem(error);
      for (const name of ['name', 'email', 'role'] as const) {
        const problem = fields[name];
        if (!problem) continue;
        const isKnown = name === 'email' && problem === 'taken';
        form.setError(
          name,
          { message: isKnown ? t('form.emailTaken') : t(`errors:field.${problem}`) },
          { shouldFocus: true },
        );
      }
      if (Object.keys(fields).length === 0) form.setError('root', { message: t(`errors:${code}`) });
    }
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('form.inviteTitle')}
      size="30rem"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form onSubmit={(event) => void handleSubmit(event)} noValidate>
        <Stack gap={16}>
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
          {errors.root && (
            <p className={styles.failed} role="alert">
              {errors.root.message}
            </p>
          )}
        </Stack>
        <div className={styles.dialogActions}>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={invite.isPending}>
            {t('form.create')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
