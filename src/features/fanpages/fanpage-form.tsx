import { Button, Switch, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { Controller } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Fanpage } from '../../../domain/contract/fanpages.ts';
import { readFanpageAddress, shownAddress } from '../../../domain/fanpages.ts';
import { limits } from '../../../domain/limits.ts';
import { FormConflict } from '../../ui/forms/form-conflict.tsx';
import { addressErrorOf, type FanpageFields } from './fanpage-fields.ts';
import styles from './fanpage-form.module.css';
import { PlatformMark } from './platform-mark.tsx';
import type { useFanpageForm } from './use-fanpage-form.ts';

type FanpageFormProps = ReturnType<typeof useFanpageForm> & { isNew: boolean; others: Fanpage[] };

export function FanpageForm({ form, versioned, isNew, others }: FanpageFormProps) {
  const { t } = useTranslation(['fanpages', 'common', 'errors']);
  const { control, register, watch, formState } = form;
  const { errors, isDirty } = formState;
  const { conflict } = versioned;
  const url = watch('url');
  const read = readFanpageAddress(url);

  const validateUrl = (value: string): true | string => {
    const error = addressErrorOf(value, others);
    if (!error) return true;
    return typeof error === 'string'
      ? t(`addressProblem.${error}`)
      : t('addressProblem.takenBy', { name: error.takenBy });
  };

  const readable = (name: keyof FanpageFields, saved: FanpageFields): string =>
    name === 'isVisible' ? t(saved.isVisible ? 'visible' : 'hidden') : saved[name];

  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    versioned.submit();
  };

  return (
    <form className={styles.form} onSubmit={handleSubmit} noValidate>
      {conflict && (
        <FormConflict
          saved={conflict.changed.map((name) => ({
            label: t(`field.${name}`),
            value: readable(name, conflict.theirs),
          }))}
          onTakeTheirs={versioned.takeTheirs}
          onKeepMine={versioned.keepMine}
        />
      )}
      <div>
        <TextInput
          {...register('url', { validate: validateUrl })}
          size="md"
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          label={t('field.url')}
          placeholder="facebook.com/…"
          error={errors.url?.message}
          maxLength={limits.urlMaxChars}
          data-autofocus={isNew || undefined}
        />
        <div className={styles.recognised} role="status">
          {read.ok ? (
            <>
              <PlatformMark platform={read.address.platform} />
              {read.address.url !== url.trim() && (
                <span className={styles.hint}>
                  {t('storedAs', { address: shownAddress(read.address.url) })}
                </span>
              )}
              {read.address.isInternational && <p className={styles.warning}>{t('international')}</p>}
            </>
          ) : (
            !errors.url && <span className={styles.hint}>{t('platformsHint')}</span>
          )}
        </div>
      </div>
      <TextInput
        {...register('name', { validate: (value) => value.trim() !== '' || t('errors:field.required') })}
        size="md"
        label={t('field.name')}
        description={t('nameHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        error={errors.name?.message}
        maxLength={limits.fanpageNameMaxChars}
      />
      <Controller
        control={control}
        name="isVisible"
        render={({ field }) => (
          <Switch
            label={t('field.isVisible')}
            description={t('visibleHint')}
            checked={field.value}
            onChange={(event) => field.onChange(event.currentTarget.checked)}
          />
        )}
      />
      <Button
        type="submit"
        size="md"
        loading={versioned.isSaving}
        disabled={!isDirty}
        className={styles.submit}
      >
        {isNew ? t('add') : t('common:save')}
      </Button>
    </form>
  );
}
