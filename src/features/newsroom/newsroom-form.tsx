import { Button, Switch, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import type { Newsroom } from '../../../domain/contract/newsroom.ts';
import { limits } from '../../../domain/limits.ts';
import { api } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import { toProblem } from '../../lib/problem.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { LogoField } from './logo-field.tsx';
import { NewsroomConflict } from './newsroom-conflict.tsx';
import styles from './newsroom-form.module.css';
import { type Settings, settingNames, settingsOf } from './settings.ts';
import { TimeZoneField } from './time-zone-field.tsx';

/** The settings. Typed words outlive a refusal, a change by somebody else, and a click elsewhere. */
export function NewsroomForm({ settings }: { settings: Newsroom }) {
  const { t } = useTranslation(['newsroom', 'errors', 'common']);
  const queryClient = useQueryClient();
  /** What the form began with: a change is refused where this is no longer what there is. */
  const [base, setBase] = useState(settings);
  const [theirs, setTheirs] = useState<Newsroom | null>(null);
  const [isConfirming, setIsConfirming] = useState(false);
  const { mutate, isPending } = useMutation(api.newsroom.update.mutationOptions());
  const form = useForm<Settings>({ defaultValues: settingsOf(settings) });
  const { control, register, formState } = form;
  const { errors, isDirty } = formState;
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname,
  );

  // Reaches the form's store: where nothing was typed, it shows what there is now.
  useEffect(() => {
    if (settings.etag === base.etag || isDirty || theirs) return;
    form.reset(settingsOf(settings));
    setBase(settings);
  }, [settings, base, isDirty, theirs, form]);

  const handleSubmit = form.handleSubmit((values) => {
    const changed = settingNames.filter((name) => values[name] !== base[name]);
    const body = Object.fromEntries(changed.map((name) => [name, values[name]]));
    mutate(
      { headers: { 'if-match': base.etag }, body },
      {
        onSuccess: (saved) => {
          queryClient.setQueryData(api.newsroom.get.queryKey(), saved);
          form.reset(settingsOf(saved));
          setBase(saved);
          // Who may approve what follows from four eyes.
          if (changed.includes('fourEyes'))
            void queryClient.invalidateQueries({ queryKey: api.articles.key() });
          void notify({ message: t('saved') });
        },
        onError: (error) => {
          const { code, fields = {}, data } = toProblem(error);
          if (code === 'stale') return setTheirs((data as { current: Newsroom }).current);
          const known = settingNames.filter((name) => fields[name]);
          for (const name of known) {
            const message = t(`errors:field.${fields[name] ?? 'invalid'}`);
            form.setError(name, { message }, { shouldFocus: true });
          }
          if (known.length === 0) notifyProblem(error, t('saveFailed'));
        },
      },
    );
  });

  const handleTheirs = (choice: 'mine' | 'theirs') => {
    if (!theirs) return;
    const typed = form.getValues();
    form.reset(settingsOf(theirs));
    for (const name of choice === 'mine' ? settingNames : []) {
      if (typed[name] !== base[name]) form.setValue(name, typed[name], { shouldDirty: true });
    }
    queryClient.setQueryData(api.newsroom.get.queryKey(), theirs);
    setBase(theirs);
    setTheirs(null);
  };

  const line = (name: 'address' | 'hours' | 'email' | 'phone' | 'name') => ({
    ...register(name),
    label: t(name),
    error: errors[name]?.message,
  });

  return (
    <form className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate>
      {theirs && <NewsroomConflict base={base} theirs={theirs} onChoose={handleTheirs} />}
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
        <Button type="submit" disabled={!isDirty} loading={isPending}>
          {t('save')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={blocker.state === 'blocked'}
        title={t('leave.title')}
        confirmLabel={t('leave.confirm')}
        cancelLabel={t('leave.cancel')}
        onConfirm={() => blocker.proceed?.()}
        onCancel={() => blocker.reset?.()}
      >
        {t('leave.text')}
      </ConfirmDialog>
    </form>
  );
}
