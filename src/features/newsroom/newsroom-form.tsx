import { Button, Switch, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Newsroom } from '../../../domain/contract/newsroom.ts';
import { limits } from '../../../domain/limits.ts';
import { api, client } from '../../lib/api.ts';
import { notify } from '../../lib/notify.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FormConflict } from '../../ui/forms/form-conflict.tsx';
import { UnsavedGuard } from '../../ui/forms/unsaved-changes.tsx';
import { useVersionedForm } from '../../ui/forms/use-versioned-form.ts';
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
      if ('fourEyes' in changes) void queryClient.invalidateQueries({ queryKey: api.articles.key() });
      void notify({ message: t('saved') });
    },
    failedTitle: t('saveFailed'),
    queryKey: api.newsroom.key(),
  });
  const { conflict } = versioned;

  const readable = (name: keyof Settings, saved: Settings): string => {
    if (name === 'fourEyes') return t(saved.fourEyes ? 'conflict.on' : 'conflict.off');
    if (name === 'logoMediaId') return t(saved.logoMediaId ? 'conflict.logoOther' : 'logoNone');
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
      <section className={styles.section} aria-labelledby="newsroom-readers">
        <div>
          <h2 id="newsroom-readers" className={styles.title}>
            {t('readers.title')}
          </h2>
          <p className={styles.text}>{t('readers.text')}</p>
        </div>
        <div className={styles.fields}>
          <TextInput {...line('name')} maxLength={limits.newsroomNameMaxChars} />
          <Controller
            control={control}
            name="logoMediaId"
            render={({ field }) => (
              <LogoField
                mediaId={field.value}
                onChange={field.onChange}
                error={errors.logoMediaId?.message}
              />
            )}
          />
          <TextInput {...line('address')} maxLength={limits.newsroomLineMaxChars} autoComplete="off" />
          <TextInput
            {...line('hours')}
            maxLength={limits.newsroomLineMaxChars}
            placeholder={t('hoursHint')}
          />
          <div className={styles.pair}>
            <TextInput {...line('phone')} type="tel" maxLength={40} autoComplete="off" />
            <TextInput {...line('email')} type="email" maxLength={200} autoComplete="off" />
          </div>
        </div>
      </section>
      <section className={styles.section} aria-labelledby="newsroom-desk">
        <div>
          <h2 id="newsroom-desk" className={styles.title}>
            {t('desk.title')}
          </h2>
          <p className={styles.text}>{t('desk.text')}</p>
        </div>
        <div className={styles.fields}>
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
        </div>
      </section>
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
