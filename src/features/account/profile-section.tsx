import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { OwnAccount } from '../../../domain/contract/own-account.ts';
import { limits } from '../../../domain/limits.ts';
import { api } from '../../lib/api.ts';
import { notify } from '../../lib/notify.ts';
import { toProblem } from '../../lib/problem.ts';
import { PenNamesField } from '../../ui/forms/pen-names-field.tsx';
import { setFieldErrors } from '../../ui/forms/set-field-errors.ts';
import { UnsavedGuard } from '../../ui/forms/unsaved-changes.tsx';
import { SettingsSection } from '../../ui/settings-section.tsx';
import { PortraitField } from './portrait-field.tsx';
import styles from './profile-section.module.css';

const fieldNames = ['name', 'penNames', 'portraitMediaId'] as const;
type Profile = Pick<OwnAccount, (typeof fieldNames)[number]>;

export function ProfileSection({ account }: { account: OwnAccount }) {
  const { t } = useTranslation(['account', 'common', 'errors']);
  const queryClient = useQueryClient();
  const update = useMutation(api.account.update.mutationOptions());
  const { name, penNames, portraitMediaId } = account;
  const form = useForm<Profile>({
    values: { name, penNames, portraitMediaId },
    resetOptions: { keepDirtyValues: true },
  });
  const { errors, dirtyFields, isDirty } = form.formState;

  const handleSubmit = form.handleSubmit(async (typed) => {
    try {
      const saved = await update.mutateAsync({
        ...(dirtyFields.name && { name: typed.name }),
        ...(dirtyFields.penNames && { penNames: typed.penNames }),
        ...(dirtyFields.portraitMediaId && { portraitMediaId: typed.portraitMediaId }),
      });
      form.reset({ name: saved.name, penNames: saved.penNames, portraitMediaId: saved.portraitMediaId });
      queryClient.setQueryData(api.account.get.queryKey(), saved);
      void notify({ message: t('profile.saved') });
      // Name and portrait are in the user menu, pen-names in the suggestions for bylines.
      await queryClient.invalidateQueries({ queryKey: api.session.key() });
    } catch (error) {
      const problem = toProblem(error);
      if (!setFieldErrors(form, problem, fieldNames, (_name, code) => t(`errors:field.${code}`))) {
        form.setError('root', { message: t(`errors:${problem.code}`) });
      }
    }
  });

  return (
    <SettingsSection title={t('profile.title')} text={t('profile.text')}>
      <form className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate>
        <Controller
          control={form.control}
          name="portraitMediaId"
          render={({ field }) => (
            <PortraitField
              account={account}
              mediaId={field.value}
              onChange={field.onChange}
              error={errors.portraitMediaId?.message}
            />
          )}
        />
        <TextInput
          {...form.register('name', {
            validate: (typed) => typed.trim() !== '' || t('errors:field.required'),
          })}
          label={t('profile.name')}
          maxLength={limits.personNameMaxChars}
          autoComplete="name"
          error={errors.name?.message}
        />
        <Controller
          control={form.control}
          name="penNames"
          render={({ field }) => (
            <PenNamesField
              value={field.value}
              onChange={field.onChange}
              label={t('profile.penNames')}
              description={t('profile.penNamesHint')}
              error={errors.penNames?.message}
            />
          )}
        />
        <dl className={styles.fixed}>
          <div>
            <dt>{t('profile.email')}</dt>
            <dd>{account.email}</dd>
          </div>
          <div>
            <dt>{t('profile.role')}</dt>
            <dd>{t(`common:role.${account.role}`)}</dd>
          </div>
        </dl>
        <p className={styles.hint}>{t('profile.fixedHint')}</p>
        {errors.root && (
          <p className={styles.failed} role="alert">
            {errors.root.message}
          </p>
        )}
        <div className={styles.actions}>
          <Button type="submit" disabled={!isDirty} loading={update.isPending}>
            {t('common:save')}
          </Button>
          {isDirty && (
            <Button variant="default" onClick={() => form.reset()}>
              {t('profile.discard')}
            </Button>
          )}
        </div>
        <UnsavedGuard hasChanges={() => form.formState.isDirty} />
      </form>
    </SettingsSection>
  );
}
