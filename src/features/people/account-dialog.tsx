import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { canChangeAccount } from '../../../domain/accounts.ts';
import type { Account } from '../../../domain/contract/accounts.ts';
import { limits } from '../../../domain/limits.ts';
import { api } from '../../lib/api.ts';
import { notify } from '../../lib/notify.ts';
import { toProblem } from '../../lib/problem.ts';
import { FormDialog } from '../../ui/forms/form-dialog.tsx';
import { PenNamesField } from '../../ui/forms/pen-names-field.tsx';
import { setFieldErrors } from '../../ui/forms/set-field-errors.ts';
import styles from './people.module.css';
import { RoleField } from './role-field.tsx';

type AccountDialogProps = {
  account: Account;
  isOwn: boolean;
  activeAdminIds: readonly string[];
  onClose: () => void;
};

const fieldNames = ['name', 'penNames', 'role'] as const;
type AccountFields = Pick<Account, (typeof fieldNames)[number]>;

/** Sends changed fields only, so that two admins with the same account open do not revert each other. */
export function AccountDialog({ account, isOwn, activeAdminIds, onClose }: AccountDialogProps) {
  const { t } = useTranslation(['people', 'errors']);
  const queryClient = useQueryClient();
  const update = useMutation(api.accounts.update.mutationOptions());
  const { name, role, penNames } = account;
  const form = useForm<AccountFields>({ defaultValues: { name, role, penNames } });
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
      const problem = toProblem(error);
      if (!setFieldErrors(form, problem, fieldNames, (_name, code) => t(`errors:field.${code}`))) {
        form.setError('root', { message: t(`errors:${problem.code}`) });
      }
    }
  });

  return (
    <FormDialog
      title={t('form.editTitle')}
      size="30rem"
      error={errors.root?.message}
      submitLabel={t('form.save')}
      isBusy={update.isPending}
      onSubmit={() => void handleSubmit()}
      onClose={onClose}
    >
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
          <PenNamesField
            value={field.value}
            onChange={field.onChange}
            label={t('form.penNames')}
            description={t('form.penNamesHint')}
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
    </FormDialog>
  );
}
