import type { Route } from '@orpc/contract';
import type { FieldErrorCode } from '../../domain/contract/errors.ts';
import { fail } from './problem.ts';

/** A zod issue received through Standard Schema, which guarantees `path` only. */
type Issue = {
  path?: ReadonlyArray<PropertyKey | { key: PropertyKey }>;
  code?: string;
  origin?: string;
  format?: string;
  keys?: string[];
  minimum?: number | bigint;
};

/**
 * Converts a validation error to `invalid` (422) with a code for each field, or to `not-found` when a path parameter
 * is malformed: no resource can have such an id.
 *
 * @param route the procedure's, for the path parameters and the input structure. Empty for routes without them.
 */
export function invalidInput(error: { issues: readonly unknown[]; data: unknown }, route: Route = {}) {
  const pathNames = new Set(Array.from((route.path ?? '').matchAll(/\{(\w+)\}/g), (match) => match[1]));
  const isDetailed = route.inputStructure === 'detailed';
  const fields: Record<string, FieldErrorCode> = {};
  for (const issue of error.issues as readonly Issue[]) {
    const path = (issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part));
    if (isDetailed ? path[0] === 'params' : pathNames.has(String(path[0]))) return fail('not-found');
    const value = path.reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
      error.data,
    );
    const shown = isDetailed ? path.slice(1) : path;
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys ?? []) fields[[...shown, key].join('.')] = 'not-allowed';
    } else {
      fields[shown.join('.')] ??= codeOf(issue, value, String(shown.at(-1) ?? ''));
    }
  }
  return fail('invalid', { fields });
}

function codeOf(issue: Issue, value: unknown, name: string): FieldErrorCode {
  if (value === undefined) return 'required';
  switch (issue.code) {
    case 'too_big':
      if (issue.origin === 'string') return 'too-long';
      return issue.origin === 'array' ? 'too-many' : 'invalid';
    case 'too_small':
      if (issue.origin === 'array' || (typeof value === 'string' && value.trim() === '')) return 'required';
      return issue.origin === 'string' ? 'too-short' : 'invalid';
    case 'invalid_format':
      if (issue.format === 'email') return value === '' ? 'required' : 'bad-email';
      if (issue.format === 'url') return 'bad-url';
      if (issue.format === 'datetime') return 'bad-date';
      return name === 'slug' ? 'bad-slug' : 'invalid';
    case 'custom':
      return name === 'url' ? 'bad-url' : 'invalid';
    default:
      return 'invalid';
  }
}
