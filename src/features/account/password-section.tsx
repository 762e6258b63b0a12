import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { OwnAccount } from '../../../domain/contract/own-account.ts';
import { limits } from '../../../domain/limits.ts';
import { api } from '../../lib/api.ts';
import { notify } from '../../lib/notify.ts';
import { toProblem } from '../../lib/problem.ts';
import { setFieldErrors } from '../../ui/forms/set-field-errors.ts';
import { NewPasswordField } from '../../ui/new-password-field.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { SettingsSection } from '../../ui/settings-section.tsx';
import styles from './profile-section.module.css';
import { ResetLinks } from './reset-links.tsx';

const empty = { currentPassword: '', newPassword: '' };
const fieldNames = ['currentPassword', 'newPassword'] as const;

/** Changes the password with the old one, and shows the reset links that others have made. */
export function PasswordSection({ account }: { account: OwnAccount }) {
  const { t } = useTranslation(['account', 'errors']);
  return (
    <SettingsSection title={t('password.title')} text={t('password.text')}>
      <ResetLinks links={account.resetLinks} />
      {account.hasPassword ? <PasswordForm account={account} /> : <p>{t('password.none')}</p>}
    </SettingsSection>
  );
}

function PasswordForm({ account }: { account: OwnAccount }) {
  const { t } = useTranslation(['account', 'errors']);
  const queryClient = useQueryClient();
  const { data: newsroom } = useQuery(api.newsroom.get.queryOptions());
  const change = useMutation(api.account.changePassword.mutationOptions());
  const form = useForm({ defaultValues: empty });
  const newPassword = useWatch({ control: form.control, name: 'newPassword' });
  const { errors } = form.formState;
  const personal = [account.name, account.email, ...(newsroom ? [newsroom.name] : [])];

  const handleSubmit = form.handleSubmit(async (typed) => {
    try {
      const { endedSessions } = await change.mutateAsync(typed);
      form.reset(empty);
      void notify({ message: t('password.saved', { count: endedSessions }) });
      await queryClient.invalidateQueries({ queryKey: api.account.key() });
    } catch (error) {
      const problem = toProblem(error);
      if (problem.code === 'wrong-credentials') {
        form.setError('currentPassword', { message: t('password.wrong') }, { shouldFocus: true });
      } else if (!setFieldErrors(form, problem, fieldNames, (_name, code) => t(`errors:field.${code}`))) {
        form.setError('root', { message: t(`errors:${problem.code}`) });
      }
    }
  });

  return (
    <form className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate>
      {/* Tells password managers the account. */}
      <input type="email" name="email" autoComplete="username" value={account.email} readOnly hidden />
      <PasswordField
        {...form.register('currentPassword', { required: t('errors:field.required') })}
        size="sm"
        label={t('password.current')}
        error={errors.currentPassword?.message}
      />
      <NewPasswordField
        {...form.register('newPassword', {
          required: t('errors:field.required'),
          minLength: { value: limits.passwordMinChars, message: t('errors:field.too-short') },
        })}
        size="sm"
        label={t('password.new')}
        typed={newPassword}
        personal={personal}
        error={errors.newPassword?.message}
      />
      <p className={styles.hint}>{t('password.consequence')}</p>
      {errors.root && (
        <p className={styles.failed} role="alert">
          {errors.root.message}
        </p>
      )}
      <div className={styles.actions}>
        <Button type="submit" variant="default" loading={change.isPending}>
          {t('password.submit')}
        </Button>
      </div>
    </form>
  );
}
