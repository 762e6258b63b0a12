import { Button, Modal, Stack, TagsInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { canChangeAccount } from '../../../domain/accounts.ts';
import type { Account } from '../../../domain/contract/accounts.ts';
import { limits } from '../../../domain/limits.ts';
import { api } from '../../lib/api.ts';
import { notify } from '../../lib/notify.ts';
import { toProblem } from '../../lib/problem.ts';
import styles from './people.module.css';
import { RoleField } from './role-field.tsx';

type AccountDialogProps = {
  account: Account;
  isOwn: boolean;
  activeAdminIds: readonly string[];
  onClose: () => void;
};

type Typed = Pick<Account, 'name' | 'role' | 'penNames'>;

/** Sends changed fields only, so that two admins with the same account open do not revert each other. */
export function AccountDialog({ account, isOwn, activeAdminIds, onClose }: AccountDialogProps) {
  const { t } = useTranslation(['people', 'common', 'errors']);
  const queryClient = useQueryClient();
  const update = useMutation(api.accounts.update.mutationOptions());
  const { name, role, penNames } = account;
  const form = useForm<Typed>({ defaultValues: { name, role, penNames } });
  const { errors, dirtyFields } = form.formState;
  const chosenRole = form.watch('role');
  const decision = canChangeAccount(
    account.id,
    account,
    { action: 'change-role', role: 'editor' },
    activeAdminIds,
  );

  const handleSubmit = form.handleSubmit(async (typed) => {
    const changed = {
      ...(dirtyFields.name && { name: typed.name }),
      ...(dirtyFields.role && { role: typed.role }),
      ...(dirtyFields.penNames && { penNames: typed.penNames }),
    };
    try {
      const saved = await update.mutateAsync({ id: account.id, ...changed });
      void notify({ message: t('form.saved', { name: saved.name }) });
      onClose();
      await queryClient.invalidateQueries({ queryKey: api.accounts.key() });
      // The viewer's own name and role also appear in the user menu and the navigation.
      await queryClient.invalidateQueries({ queryKey: api.session.key() });
    } catch (error) {
      const { code, fields = {} } = toProblem(error);
      for (const [path, problem] of Object.entries(fields)) {
        const field = path.split('.')[0] as keyof Typed;
        form.setError(field, { message: t(`errors:field.${problem}`) });
      }
      if (Object.keys(fields).length === 0) form.setError('root', { message: t(`errors:${code}`) });
    }
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('form.editTitle')}
      size="30rem"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form onSubmit={(event) => void handleSubmit(event)} noValidate>
        <Stack gap={16}>
          <p className={styles.dialogText}>{account.email}</p>
          <TextInput
            {...form.register('name', {
              validate: (typed) => typed.trim() !== '' || t('errors:field.required'),
            })}
            label={t('form.name')}
            maxLength={limits.personNameMaxChars}
            error={errors.name?.message}
            autoComplete="off"
            data-autofocus
          />
          <Controller
            control={form.control}
            name="penNames"
            render={({ field }) => (
              <TagsInput
                value={field.value}
                onChange={field.onChange}
                label={t('form.penNames')}
                description={t('form.penNamesHint')}
                maxTags={limits.penNamesMax}
                maxLength={limits.bylineMaxChars}
                acceptValueOnBlur
                error={errors.penNames?.message}
              />
            )}
          />
          <Controller
            control={form.control}
            name="role"
            render={({ field }) => (
              <RoleField
                value={field.value}
                onChange={field.onChange}
                refusal={decision.allowed ? undefined : t(`why.${decision.reason}`)}
                error={errors.role?.message}
              />
            )}
          />
          {isOwn && chosenRole !== 'admin' && (
            <p className={styles.failed} role="status">
              {t('form.ownRole')}
            </p>
          )}
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
          <Button type="submit" loading={update.isPending}>
            {t('form.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
