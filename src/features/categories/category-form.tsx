import { Button, Switch, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useEffect } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Category, CategoryFields } from '../../../domain/contract/categories.ts';
import { limits } from '../../../domain/limits.ts';
import { slugify } from '../../../domain/vietnamese.ts';
import { api, client } from '../../lib/api.ts';
import { notify } from '../../lib/notify.ts';
import { FormConflict } from '../../ui/forms/form-conflict.tsx';
import { submitByKeyboard } from '../../ui/forms/submit-by-keyboard.ts';
import { UnsavedGuard } from '../../ui/forms/unsaved-changes.tsx';
import { useVersionedForm } from '../../ui/forms/use-versioned-form.ts';
import styles from './category-form.module.css';
import { ColorField } from './color-field.tsx';

type CategoryFormProps = {
  /** Null for a new one, below `parent`. */
  category: Category | null;
  parent: Category | null;
  /** A new value focuses the first field; null leaves the focus. */
  focusKey: string | null;
  onSaved: (category: Category) => void;
};

const blank: CategoryFields = { name: '', slug: '', description: '', color: null, isHidden: false };
const fieldNames = ['name', 'slug', 'description', 'color', 'isHidden'] as const;

export function CategoryForm({ category, parent, focusKey, onSaved }: CategoryFormProps) {
  const { t } = useTranslation(['categories', 'errors']);
  const form = useForm<CategoryFields>({ defaultValues: category ? fieldsOf(category) : blank });
  const { control, register, watch, formState } = form;
  const { errors, isDirty, dirtyFields } = formState;
  const [name, slug] = watch(['name', 'slug']);
  const ownSlug = slug === '' || (!category && !dirtyFields.slug) ? slugify(name, limits.slugMaxChars) : slug;
  const path = `/portal/chuyen-muc/${parent ? `${parent.path}/` : ''}${ownSlug || '…'}`;
  const versioned = useVersionedForm({
    form,
    stored: category,
    names: fieldNames,
    fieldsOf,
    prepare: (values) => ({ ...values, slug: ownSlug }),
    save: ({ base, values, changes }) =>
      base
        ? client.categories.update({
            params: { id: base.id },
            headers: { 'if-match': base.etag },
            body: changes,
          })
        : client.categories.create({ ...values, parentId: parent?.id ?? null }),
    onSaved: (saved) => {
      void notify({ message: t(category ? 'form.saved' : 'form.created', { name: saved.name }) });
      onSaved(saved);
    },
    failedTitle: t('form.failed'),
    fieldMessage: (field, code) => (field === 'slug' && code === 'taken' ? t('refused.taken') : undefined),
    queryKey: api.categories.key(),
  });
  const { conflict } = versioned;

  const { setFocus } = form;
  // Reaches the focus of the page.
  useEffect(() => {
    if (focusKey) setFocus('name');
  }, [focusKey, setFocus]);

  const readable = (field: keyof CategoryFields, saved: CategoryFields): string => {
    if (field === 'color') return saved.color ? t(`form.colors.${saved.color}`) : t('form.noColor');
    if (field === 'isHidden') return t(saved.isHidden ? 'form.yes' : 'form.no');
    return saved[field];
  };

  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    versioned.submit();
  };

  return (
    <form className={styles.form} onSubmit={handleSubmit} onKeyDown={submitByKeyboard} noValidate>
      {conflict && (
        <FormConflict
          saved={conflict.changed.map((field) => ({
            label: t(`form.${field}`),
            value: readable(field, conflict.theirs),
          }))}
          onTakeTheirs={versioned.takeTheirs}
          onKeepMine={versioned.keepMine}
        />
      )}
      <TextInput
        {...register('name', { validate: (value) => value.trim() !== '' || t('errors:field.required') })}
        label={t('form.name')}
        maxLength={limits.categoryNameMaxChars}
        error={errors.name?.message}
        data-autofocus={category ? undefined : true}
      />
      <TextInput
        {...register('slug')}
        label={t('form.slug')}
        placeholder={slugify(name, limits.slugMaxChars)}
        maxLength={limits.slugMaxChars}
        description={
          <>
            {t('form.slugHint', { path })}
            {category && ownSlug !== category.slug && <br />}
            {category && ownSlug !== category.slug && t('form.slugKept')}
          </>
        }
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={errors.slug?.message}
        autoCapitalize="none"
        spellCheck={false}
      />
      <Textarea
        {...register('description')}
        label={t('form.description')}
        description={t('form.descriptionHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={limits.categoryDescriptionMaxChars}
        rows={3}
        error={errors.description?.message}
      />
      <Controller
        control={control}
        name="color"
        render={({ field }) => <ColorField value={field.value} onChange={field.onChange} />}
      />
      <Controller
        control={control}
        name="isHidden"
        render={({ field }) => (
          <Switch
            label={t('form.isHidden')}
            description={t('form.isHiddenHint')}
            checked={field.value}
            onChange={(event) => field.onChange(event.currentTarget.checked)}
          />
        )}
      />
      <div className={styles.actions}>
        {category && isDirty && (
          <Button variant="default" onClick={() => form.reset()}>
            {t('form.discard')}
          </Button>
        )}
        <Button type="submit" disabled={Boolean(category) && !isDirty} loading={versioned.isSaving}>
          {t(category ? 'form.save' : 'form.create')}
        </Button>
      </div>
      <UnsavedGuard hasChanges={versioned.hasChanges} />
    </form>
  );
}

function fieldsOf({ name, slug, description, color, isHidden }: Category): CategoryFields {
  return { name, slug, description, color, isHidden };
}
