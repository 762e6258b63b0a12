import { Button, Switch, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fanpage } from '../../../domain/contract/fanpages.ts';
import { readFanpageAddress, shownAddress } from '../../../domain/fanpages.ts';
import { limits } from '../../../domain/limits.ts';
import { notifyProblem } from '../../lib/notify.ts';
import { toProblem } from '../../lib/problem.ts';
import {
  type AddressError,
  addressErrorOf,
  changesTo,
  emptyFields,
  type FanpageFields,
  type FieldName,
  fieldsOf,
  mergeFields,
} from './fanpage-fields.ts';
import styles from './fanpage-form.module.css';
import { PlatformMark } from './platform-mark.tsx';
import { useSaveFanpage } from './use-save-fanpage.ts';

type FanpageFormProps = {
  fanpage: Fanpage | null;
  /** Stands in the address in place of the stored one. */
  offeredUrl: string | null;
  others: Fanpage[];
  onDirty: (isDirty: boolean) => void;
  onSaved: () => void;
};

type Draft = {
  /** What was shown when the typing began, with its `etag`. */
  base: Fanpage | null;
  fields: FanpageFields;
};

type FormErrors = { url?: AddressError | 'taken'; name?: 'required' | 'too-long' };

export function FanpageForm({ fanpage, offeredUrl, others, onDirty, onSaved }: FanpageFormProps) {
  const { t } = useTranslation(['fanpages', 'common', 'errors']);
  const stored = fanpage ? fieldsOf(fanpage) : emptyFields;
  const [draft, setDraft] = useState<Draft | null>(
    offeredUrl === null ? null : { base: fanpage, fields: { ...stored, url: offeredUrl } },
  );
  const [errors, setErrors] = useState<FormErrors>({});
  const [theirs, setTheirs] = useState<{ fields: FanpageFields; differing: FieldName[] } | null>(null);
  const refs = { url: useRef<HTMLInputElement>(null), name: useRef<HTMLInputElement>(null) };
  const { save, isSaving } = useSaveFanpage();
  const base = draft ? draft.base : fanpage;
  const fields = draft ? draft.fields : stored;
  const changes = changesTo(base ? fieldsOf(base) : emptyFields, fields);
  const isDirty = Object.keys(changes).length > 0;

  const change = (given: Partial<FanpageFields>) => {
    const next = { base, fields: { ...fields, ...given } };
    setDraft(next);
    setErrors({});
    onDirty(Object.keys(changesTo(base ? fieldsOf(base) : emptyFields, next.fields)).length > 0);
  };
  const refuse = (found: FormErrors) => {
    setErrors(found);
    (found.url ? refs.url : refs.name).current?.focus();
  };

  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    const url = addressErrorOf(fields.url, others);
    const found: FormErrors = {
      ...(url && { url }),
      ...(fields.name.trim() === '' && { name: 'required' as const }),
    };
    if (Object.keys(found).length > 0) return refuse(found);
    if (base && !isDirty) return onSaved();
    save(base, base ? changes : fields, {
      onSuccess: onSaved,
      onError: (error) => {
        const problem = toProblem(error);
        if (problem.code === 'stale') return meet((problem.data as { current: Fanpage }).current);
        if (problem.code !== 'invalid') return notifyProblem(error, t('saveFailed'));
        const { url: urlCode, name: nameCode } = problem.fields ?? {};
        refuse({
          ...(urlCode && { url: urlCode === 'taken' ? ('taken' as const) : ('unreadable' as const) }),
          ...(nameCode && { name: nameCode === 'too-long' ? ('too-long' as const) : ('required' as const) }),
        });
      },
    });
  };

  /** Somebody else has saved meanwhile. */
  const meet = (current: Fanpage) => {
    const merged = mergeFields(base ? fieldsOf(base) : emptyFields, fields, fieldsOf(current));
    setDraft({ base: current, fields: merged.fields });
    setTheirs({ fields: fieldsOf(current), differing: merged.differing });
  };

  const read = readFanpageAddress(fields.url);
  return (
    <form className={styles.form} onSubmit={handleSubmit} noValidate>
      {theirs && (
        <div className={styles.theirs} role="alert">
          <p>{t(theirs.differing.length > 0 ? 'stale.both' : 'stale.merged')}</p>
          <ul>
            {theirs.differing.map((name) => (
              <li key={name}>
                {t(`field.${name}`)}: <strong>{shownValue(theirs.fields, name)}</strong>{' '}
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => {
                    change({ [name]: theirs.fields[name] });
                    setTheirs({
                      ...theirs,
                      differing: theirs.differing.filter((other) => other !== name),
                    });
                  }}
                >
                  {t('stale.take')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div>
        <TextInput
          ref={refs.url}
          size="md"
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          label={t('field.url')}
          placeholder="facebook.com/…"
          value={fields.url}
          error={errors.url && addressWords(errors.url)}
          maxLength={limits.urlMaxChars}
          onChange={(event) => change({ url: event.currentTarget.value })}
          {...(!fanpage && { 'data-autofocus': true })}
        />
        <div className={styles.recognised} role="status">
          {read.ok ? (
            <>
              <PlatformMark platform={read.address.platform} />
              {read.address.url !== fields.url.trim() && (
                <span className={styles.kept}>
                  {t('keptAs', { address: shownAddress(read.address.url) })}
                </span>
              )}
              {read.address.isInternational && <p className={styles.warning}>{t('international')}</p>}
            </>
          ) : (
            !errors.url && <span className={styles.kept}>{t('platformsHint')}</span>
          )}
        </div>
      </div>
      <TextInput
        ref={refs.name}
        size="md"
        label={t('field.name')}
        description={t('nameHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        value={fields.name}
        error={errors.name && t(`errors:field.${errors.name}`)}
        maxLength={limits.fanpageNameMaxChars}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Switch
        label={t('field.isVisible')}
        description={t('visibleHint')}
        checked={fields.isVisible}
        onChange={(event) => change({ isVisible: event.currentTarget.checked })}
      />
      <Button type="submit" size="md" loading={isSaving} disabled={!isDirty} className={styles.submit}>
        {fanpage ? t('common:save') : t('add')}
      </Button>
    </form>
  );

  function addressWords(error: AddressError | 'taken'): string {
    if (typeof error === 'string') return t(`addressProblem.${error}`);
    return t('addressProblem.takenBy', { name: error.takenBy });
  }

  function shownValue(given: FanpageFields, name: FieldName): string {
    if (name === 'isVisible') return t(given.isVisible ? 'visible' : 'hidden');
    return given[name];
  }
}
