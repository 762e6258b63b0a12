import { Button, Switch, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import type { Category, CategoryFields } from '../../../domain/contract/categories.ts';
import { limits } from '../../../domain/limits.ts';
import { slugify } from '../../../domain/vietnamese.ts';
import { api } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import { toProblem } from '../../lib/problem.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import styles from './category-form.module.css';
import { ColorField } from './color-field.tsx';
import { FormConflict } from './form-conflict.tsx';

type CategoryFormProps = {
  /** Null: a new one, below `parent`. */
  category: Category | null;
  parent: Category | null;
  /** Changes when the first field is to take the focus. Null: it is not. */
  focusKey: string | null;
  onSaved: (category: Category) => void;
};

const blank: CategoryFields = { name: '', slug: '', description: '', color: null, isHidden: false };
const fieldNames = Object.keys(blank) as (keyof CategoryFields)[];

/** What a category says of itself. Typed words outlive a refusal, a change by somebody else, and a click elsewhere. */
export function CategoryForm({ category, parent, focusKey, onSaved }: CategoryFormProps) {
  const { t } = useTranslation(['categories', 'errors']);
  const queryClient = useQueryClient();
  /** What the form began with: a change is refused where this is no longer what there is. */
  const [base, setBase] = useState(category);
  const [theirs, setTheirs] = useState<Category | null>(null);
  const isDone = useRef(false);
  const create = useMutation(api.categories.create.mutationOptions());
  const update = useMutation(api.categories.update.mutationOptions());
  const form = useForm<CategoryFields>({ defaultValues: category ? fieldsOf(category) : blank });
  const { control, register, watch, formState } = form;
  const { errors, isDirty, dirtyFields } = formState;
  const [name, slug] = watch(['name', 'slug']);
  const ownSlug = slug === '' || (!category && !dirtyFields.slug) ? slugify(name, limits.slugMaxChars) : slug;
  const path = `/portal/chuyen-muc/${parent ? `${parent.path}/` : ''}${ownSlug || '…'}`;
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty &&
      !isDone.current &&
      currentLocation.search + currentLocation.pathname !== nextLocation.search + nextLocation.pathname,
  );

  const { setFocus } = form;
  // Reaches the focus of the page.
  useEffect(() => {
    if (focusKey) setFocus('name');
  }, [focusKey, setFocus]);

  // Reaches the form's store: where nothing was typed, it shows what there is now.
  useEffect(() => {
    if (!category || !base || category.etag === base.etag || isDirty || theirs) return;
    form.reset(fieldsOf(category));
    setBase(category);
  }, [category, base, isDirty, theirs, form]);

  const handleSaved = (saved: Category) => {
    isDone.current = true;
    form.reset(fieldsOf(saved));
    setBase(saved);
    void queryClient.invalidateQueries({ queryKey: api.categories.key() });
    void notify({ message: t(category ? 'form.saved' : 'form.created', { name: saved.name }) });
    onSaved(saved);
  };

  const handleRefused = (error: unknown) => {
    const { code, fields = {}, data } = toProblem(error);
    if (code === 'stale') return setTheirs((data as { current: Category }).current);
    const known = fieldNames.filter((field) => fields[field]);
    for (const field of known) {
      const reason = fields[field] ?? 'invalid';
      form.setError(
        field,
        { message: t(field === 'slug' && reason === 'taken' ? 'refused.taken' : `errors:field.${reason}`) },
        { shouldFocus: true },
      );
    }
    if (known.length === 0) notifyProblem(error, t('form.failed'));
  };

  const handleSubmit = form.handleSubmit((values) => {
    isDone.current = false;
    const given = { ...values, slug: ownSlug };
    const outcome = { onSuccess: handleSaved, onError: handleRefused };
    if (!category || !base) return create.mutate({ ...given, parentId: parent?.id ?? null }, outcome);
    const changed = fieldNames.filter((field) => given[field] !== base[field]);
    const body = Object.fromEntries(changed.map((field) => [field, given[field]]));
    return update.mutate({ params: { id: category.id }, headers: { 'if-match': base.etag }, body }, outcome);
  });

  const handleTheirs = (choice: 'mine' | 'theirs') => {
    if (!theirs || !base) return;
    const typed = form.getValues();
    form.reset(fieldsOf(theirs));
    for (const field of choice === 'mine' ? fieldNames : []) {
      if (typed[field] !== base[field]) form.setValue(field, typed[field], { shouldDirty: true });
    }
    setBase(theirs);
    setTheirs(null);
  };

  return (
    <form className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate>
      {theirs && base && <FormConflict base={base} theirs={theirs} onChoose={handleTheirs} />}
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
      <Switch {...register('isHidden')} label={t('form.isHidden')} description={t('form.isHiddenHint')} />
      <div className={styles.actions}>
        {category && isDirty && (
          <Button variant="default" onClick={() => form.reset()}>
            {t('form.discard')}
          </Button>
        )}
        <Button
          type="submit"
          disabled={Boolean(category) && !isDirty}
          loading={create.isPending || update.isPending}
        >
          {t(category ? 'form.save' : 'form.create')}
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

function fieldsOf({ name, slug, description, color, isHidden }: Category): CategoryFields {
  return { name, slug, description, color, isHidden };
}
