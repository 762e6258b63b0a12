import { Select, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Controller } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Article, ArticleFields } from '../../../domain/contract/article-schema.ts';
import type { ContentJson } from '../../../domain/document/content.ts';
import { limits } from '../../../domain/limits.ts';
import { slugify } from '../../../domain/vietnamese.ts';
import { api } from '../../lib/api.ts';
import { categoryOptions } from '../../lib/category-options.ts';
import { withKnownNames } from '../../lib/option-filter.ts';
import { type FieldName, fieldsOf, formFieldOf } from './article-fields.ts';
import { CoverField } from './cover-field.tsx';
import { FieldConflict } from './field-conflict.tsx';
import styles from './fields-panel.module.css';
import { RelatedField } from './related-field.tsx';
import { useArticleTitles } from './use-article-titles.ts';
import type { FieldSaving } from './use-field-saver.ts';

type FieldsPanelProps = { article: Article; content: ContentJson; saving: FieldSaving };

/** The article's fields: category, bylines, source, tags, cover, slug, related articles. Saved while typing. */
export function FieldsPanel({ article, content, saving }: FieldsPanelProps) {
  const { t } = useTranslation(['editing', 'errors']);
  const { data: categories } = useQuery(api.categories.list.queryOptions({ staleTime: 300_000 }));
  const { data: bylines } = useQuery(api.session.bylines.queryOptions({ staleTime: 60_000 }));
  const { form, errors } = saving;
  const { control, register } = form;
  const isReadOnly = !article.abilities.edit.allowed;
  const options = categoryOptions(categories?.items ?? []);
  const { relatedIds: theirIds } = saving.conflicts;
  const titleOf = ({ title }: { title: string | undefined }) => title || t('related.closed');
  const theirRelated = useArticleTitles(theirIds ?? []).map(titleOf);
  const myRelated = useArticleTitles(theirIds ? form.getValues('relatedIds') : []).map(titleOf);
  const errorOf = (name: FieldName) => errors[name] && t(`errors:field.${errors[name]}`);
  const conflict = (name: FieldName) =>
    Object.hasOwn(saving.conflicts, name) && (
      <FieldConflict
        mine={fieldText(name, fieldsOf(form.getValues()), options, myRelated)}
        theirs={fieldText(name, saving.conflicts, options, theirRelated)}
        onChoose={(choice) => saving.resolve(name, choice)}
      />
    );

  return (
    <fieldset className={styles.fields} disabled={isReadOnly}>
      <legend className={styles.hidden}>{t('panel.fields')}</legend>
      <Controller
        control={control}
        name="categoryId"
        render={({ field }) => (
          <Select
            {...field}
            id="field-category"
            label={t('fields.category')}
            placeholder={t('fields.categoryHint')}
            data={options}
            searchable
            clearable={!isReadOnly}
            disabled={isReadOnly}
            nothingFoundMessage={t('fields.nothingFound')}
            error={errorOf('categoryId')}
          />
        )}
      />
      {conflict('categoryId')}
      <Controller
        control={control}
        name="bylines"
        render={({ field }) => (
          <TagsInput
            {...field}
            id="field-bylines"
            label={t('fields.bylines')}
            placeholder={field.value.length === 0 ? t('fields.bylinesHint') : undefined}
            data={bylines ?? []}
            onChange={(names) => field.onChange(withKnownNames(names, field.value, bylines ?? []))}
            maxTags={limits.bylinesMax}
            disabled={isReadOnly}
            acceptValueOnBlur
            error={errorOf('bylines')}
          />
        )}
      />
      {conflict('bylines')}
      <div className={styles.pair}>
        <TextInput
          {...register('sourceName')}
          label={t('fields.source')}
          placeholder={t('fields.sourceHint')}
          maxLength={limits.sourceNameMaxChars}
        />
        <TextInput
          {...register('sourceUrl')}
          label={t('fields.originalUrl')}
          placeholder="https://"
          inputMode="url"
          error={errorOf('source')}
        />
      </div>
      {conflict('source')}
      <Controller
        control={control}
        name="tags"
        render={({ field }) => (
          <TagsInput
            {...field}
            label={t('fields.tags')}
            placeholder={field.value.length === 0 ? t('fields.tagsHint') : undefined}
            maxTags={limits.tagsMax}
            disabled={isReadOnly}
            acceptValueOnBlur
            error={errorOf('tags')}
          />
        )}
      />
      {conflict('tags')}
      <Controller
        control={control}
        name={formFieldOf.coverMediaId}
        render={({ field }) => (
          <CoverField
            mediaId={form.getValues('coverMediaId')}
            body={content.body}
            isReadOnly={isReadOnly}
            onChange={field.onChange}
          />
        )}
      />
      {conflict('coverMediaId')}
      <Controller
        control={control}
        name="relatedIds"
        render={({ field }) => (
          <RelatedField
            articleId={article.id}
            ids={field.value}
            isReadOnly={isReadOnly}
            error={errorOf('relatedIds')}
            onChange={field.onChange}
          />
        )}
      />
      {conflict('relatedIds')}
      <TextInput
        {...register('slug')}
        label={t('fields.slug')}
        description={t('fields.slugHint')}
        placeholder={slugify(content.title, limits.slugMaxChars)}
        maxLength={limits.slugMaxChars}
        error={errorOf('slug')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
      />
      {conflict('slug')}
    </fieldset>
  );
}

/** A field's value as text. */
function fieldText(
  name: FieldName,
  values: Partial<ArticleFields>,
  categories: { value: string; label: string }[],
  relatedTitles: string[],
): string {
  const value = values[name];
  if (name === 'relatedIds') return relatedTitles.join(' · ') || '—';
  if (name === 'categoryId') return categories.find((option) => option.value === value)?.label ?? '—';
  if (Array.isArray(value)) return value.join(', ') || '—';
  if (typeof value === 'object' && value !== null) return [value.name, value.url].filter(Boolean).join(' · ');
  return value ?? '—';
}
