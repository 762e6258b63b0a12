import '@mantine/core/styles/NumberInput.layer.css';
import { Button, Checkbox, NumberInput, Switch, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Newsroom } from '../../../domain/contract/newsroom.ts';
import { limits } from '../../../domain/limits.ts';
import { roles } from '../../../domain/roles.ts';
import { api, client } from '../../lib/api.ts';
import { notify } from '../../lib/notify.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FormConflict } from '../../ui/forms/form-conflict.tsx';
import { UnsavedGuard } from '../../ui/forms/unsaved-changes.tsx';
import { useVersionedForm } from '../../ui/forms/use-versioned-form.ts';
import { SettingsSection } from '../../ui/settings-section.tsx';
import { LogoField } from './logo-field.tsx';
import styles from './newsroom-form.module.css';
import { type Settings, settingNames, settingsOf } from './settings.ts';
import { TimeZoneField } from './time-zone-field.tsx';

export function NewsroomForm({ settings }: { settings: Newsroom }) {
  const { t } = useTranslation(['newsroom', 'common']);
  const queryClient = useQueryClient();
  const [isConfirming, setIsConfirming] = useState(false);
  const form = useForm<Settings>({ defaultValues: settingsOf(settings) });
  const { control, register, formState } = form;
  const { errors, isDirty } = formState;
  const isFourEyes = useWatch({ control, name: 'fourEyes' });
  const versioned = useVersionedForm({
    form,
    stored: settings,
    names: settingNames,
    fieldsOf: settingsOf,
    save: ({ base, changes }) =>
      client.newsroom.update({ headers: { 'if-match': (base ?? settings).etag }, body: changes }),
    onSaved: (saved, changes) => {
      queryClient.setQueryData(api.newsroom.get.queryKey(), saved);
      // It decides who may approve which article.
      if ('fourEyes' in changes || 'ownShareMax' in changes)
        void queryClient.invalidateQueries({ queryKey: api.articles.key() });
      // The viewer may be one of those who need a second factor now.
      if ('secondFactorRoles' in changes) void queryClient.invalidateQueries({ queryKey: api.session.key() });
      void notify({ message: t('saved') });
    },
    failedTitle: t('saveFailed'),
    queryKey: api.newsroom.key(),
  });
  const { conflict } = versioned;

  const readable = (name: keyof Settings, saved: Settings): string => {
    if (name === 'fourEyes') return t(saved.fourEyes ? 'conflict.on' : 'conflict.off');
    if (name === 'ownShareMax') return `${saved.ownShareMax}%`;
    if (name === 'editorIdleHours' || name === 'journalistIdleHours')
      return `${saved[name]} ${t('hoursUnit')}`;
    if (name === 'logoMediaId') return t(saved.logoMediaId ? 'conflict.logoOther' : 'logoNone');
    if (name === 'secondFactorRoles') {
      const names = saved.secondFactorRoles.map((role) => t(`common:role.${role}`));
      return names.join(', ') || t('secondFactorRolesNone');
    }
    return saved[name];
  };

  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    versioned.submit();
  };

  const line = (name: 'address' | 'hours' | 'email' | 'phone' | 'name') => ({
    ...register(name),
    label: t(name),
    error: errors[name]?.message,
  });

  return (
    <form className={styles.form} onSubmit={handleSubmit} noValidate>
      {conflict && (
        <FormConflict
          saved={conflict.changed.map((name) => ({
            label: t(name === 'logoMediaId' ? 'logo' : name),
            value: readable(name, conflict.theirs),
          }))}
          onTakeTheirs={versioned.takeTheirs}
          onKeepMine={versioned.keepMine}
        />
      )}
      <SettingsSection title={t('readers.title')} text={t('readers.text')}>
        <TextInput {...line('name')} maxLength={limits.newsroomNameMaxChars} />
        <Controller
          control={control}
          name="logoMediaId"
          render={({ field }) => (
            <LogoField mediaId={field.value} onChange={field.onChange} error={errors.logoMediaId?.message} />
          )}
        />
        <TextInput {...line('address')} maxLength={limits.newsroomLineMaxChars} autoComplete="off" />
        <TextInput {...line('hours')} maxLength={limits.newsroomLineMaxChars} placeholder={t('hoursHint')} />
        <div className={styles.pair}>
          <TextInput {...line('phone')} type="tel" maxLength={40} autoComplete="off" />
          <TextInput {...line('email')} type="email" maxLength={200} autoComplete="off" />
        </div>
      </SettingsSection>
      <SettingsSection title={t('desk.title')} text={t('desk.text')}>
        <Controller
          control={control}
          name="timeZone"
          render={({ field }) => (
            <TimeZoneField value={field.value} onChange={field.onChange} error={errors.timeZone?.message} />
          )}
        />
        <Controller
          control={control}
          name="fourEyes"
          render={({ field }) => (
            <>
              <Switch
                label={t('fourEyes')}
                description={t('fourEyesHint')}
                checked={field.value}
                onChange={(event) =>
                  event.currentTarget.checked ? field.onChange(true) : setIsConfirming(true)
                }
              />
              <ConfirmDialog
                isOpen={isConfirming}
                title={t('fourEyesOff.title')}
                confirmLabel={t('fourEyesOff.confirm')}
                cancelLabel={t('common:cancel')}
                onConfirm={() => {
                  setIsConfirming(false);
                  field.onChange(false);
                }}
                onCancel={() => setIsConfirming(false)}
              >
                {t('fourEyesOff.text')}
              </ConfirmDialog>
            </>
          )}
        />
        <Controller
          control={control}
          name="ownShareMax"
          render={({ field }) => (
            <NumberInput
              label={t('ownShareMax')}
              description={t('ownShareMaxHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={field.value}
              onChange={field.onChange}
              onBlur={field.onBlur}
              min={0}
              max={100}
              suffix="%"
              allowDecimal={false}
              disabled={!isFourEyes}
              error={errors.ownShareMax?.message}
            />
          )}
        />
        <Controller
          control={control}
          name="secondFactorRoles"
          render={({ field }) => (
            <Checkbox.Group
              label={t('secondFactorRoles')}
              description={t('secondFactorRolesHint')}
              value={field.value}
              onChange={(chosen) => field.onChange(roles.filter((role) => chosen.includes(role)))}
            >
              <div className={styles.roles}>
                {roles.map((role) => (
                  <Checkbox key={role} value={role} label={t(`common:role.${role}`)} />
                ))}
              </div>
            </Checkbox.Group>
          )}
        />
        <div className={styles.pair}>
          {(['editorIdleHours', 'journalistIdleHours'] as const).map((name) => (
            <Controller
              key={name}
              control={control}
              name={name}
              render={({ field }) => (
                <NumberInput
                  label={t(name)}
                  description={t(`${name}Hint`)}
                  inputWrapperOrder={['label', 'input', 'description', 'error']}
                  value={field.value}
                  onChange={field.onChange}
                  onBlur={field.onBlur}
                  min={1}
                  max={limits.sessionMaxDays * 24}
                  suffix={` ${t('hoursUnit')}`}
                  allowDecimal={false}
                  error={errors[name]?.message}
                />
              )}
            />
          ))}
        </div>
      </SettingsSection>
      <div className={styles.actions}>
        {isDirty && (
          <Button variant="default" onClick={() => form.reset()}>
            {t('discard')}
          </Button>
        )}
        <Button type="submit" disabled={!isDirty} loading={versioned.isSaving}>
          {t('save')}
        </Button>
      </div>
      <UnsavedGuard hasChanges={versioned.hasChanges} />
    </form>
  );
}
