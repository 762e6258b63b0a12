import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import type { FieldErrorCode } from '../../../domain/contract/errors.ts';
import type { ScreenProblem } from '../../lib/problem.ts';

/** A top-level field of a form. */
export type FieldName<Fields extends FieldValues> = FieldPath<Fields> & keyof Fields & string;

/**
 * Shows the server's field errors beside the fields; `penNames.0` belongs to `penNames`. Focuses the first one.
 *
 * @returns whether a field of the form has an error
 */
export function setFieldErrors<Fields extends FieldValues>(
  form: UseFormReturn<Fields>,
  { fields = {} }: ScreenProblem,
  names: readonly FieldName<Fields>[],
  messageOf: (name: FieldName<Fields>, code: FieldErrorCode) => string,
): boolean {
  const errors = Object.entries(fields).map(([path, code]) => [path.split('.')[0], code] as const);
  const invalid = names.filter((name) => errors.some(([field]) => field === name));
  for (const name of invalid.toReversed()) {
    const code = errors.find(([field]) => field === name)?.[1] ?? 'invalid';
    form.setError(name, { message: messageOf(name, code) }, { shouldFocus: true });
  }
  return invalid.length > 0;
}
