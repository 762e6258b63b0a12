import type { Article, ArticleFields } from '../../../domain/contract/article-schema.ts';

/** The values of the inspector's form. Inputs hold strings; `fieldsOf` converts them to API values. */
export type InspectorForm = {
  categoryId: string | null;
  bylines: string[];
  tags: string[];
  sourceName: string;
  sourceUrl: string;
  slug: string;
  coverMediaId: string | null;
  relatedIds: string[];
};

export type FieldName = keyof ArticleFields;

export const fieldNames = [
  'categoryId',
  'bylines',
  'tags',
  'source',
  'coverMediaId',
  'relatedIds',
  'slug',
] as const satisfies readonly FieldName[];

/** The form input of each API field, to show its error there. */
export const formFieldOf: Record<FieldName, keyof InspectorForm> = {
  categoryId: 'categoryId',
  bylines: 'bylines',
  tags: 'tags',
  source: 'sourceUrl',
  coverMediaId: 'coverMediaId',
  relatedIds: 'relatedIds',
  slug: 'slug',
};

export function formOf(fields: ArticleFields): InspectorForm {
  return {
    categoryId: fields.categoryId,
    bylines: fields.bylines,
    tags: fields.tags,
    sourceName: fields.source?.name ?? '',
    sourceUrl: fields.source?.url ?? '',
    slug: fields.slug ?? '',
    coverMediaId: fields.coverMediaId,
    relatedIds: fields.relatedIds,
  };
}

export function fieldsOf(form: InspectorForm): ArticleFields {
  const name = form.sourceName.trim();
  const url = form.sourceUrl.trim();
  return {
    categoryId: form.categoryId,
    bylines: form.bylines,
    tags: form.tags,
    source: name === '' && url === '' ? null : { name, url: url === '' ? null : url },
    slug: form.slug.trim() === '' ? null : form.slug.trim(),
    coverMediaId: form.coverMediaId,
    relatedIds: form.relatedIds,
  };
}

export function articleFieldsOf(article: Pick<Article, FieldName>): ArticleFields {
  const { categoryId, bylines, tags, source, coverMediaId, relatedIds, slug } = article;
  return { categoryId, bylines, tags, source, coverMediaId, relatedIds, slug };
}

/** Compares two values of a field deeply. */
export function isSameField(a: ArticleFields[FieldName], b: ArticleFields[FieldName]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
