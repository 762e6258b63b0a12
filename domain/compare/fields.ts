import type { ArticleFields } from '../contract/article-schema.ts';
import { canonicalJson } from '../document/canonical.ts';

/** The form fields that a revision stores, in the order of a comparison. */
export const comparedFieldNames = [
  'categoryId',
  'bylines',
  'source',
  'tags',
  'coverMediaId',
  'relatedIds',
] as const;
type ComparedFieldName = (typeof comparedFieldNames)[number];

export type ComparedFields = Pick<ArticleFields, ComparedFieldName>;

/** A changed field; `field` discriminates the type of its values. */
export type FieldChange = {
  [Name in ComparedFieldName]: { field: Name; before: ComparedFields[Name]; after: ComparedFields[Name] };
}[ComparedFieldName];

export function compareFields(before: ComparedFields, after: ComparedFields): FieldChange[] {
  return comparedFieldNames
    .filter((field) => canonicalJson(before[field]) !== canonicalJson(after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }) as FieldChange);
}
