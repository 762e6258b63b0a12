import { type ClientPromiseResult, isDefinedError, type ORPCError } from '@orpc/client';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { FieldErrorCode } from '../../../domain/contract/errors.ts';
import { notifyProblem } from '../../lib/notify.ts';
import { toProblem } from '../../lib/problem.ts';
import { type FieldName, setFieldErrors } from './set-field-errors.ts';

/** A submitted form. `changes` holds the fields that differ from `base`; `base` is null for a new resource. */
type SaveRequest<Stored, Fields> = { base: Stored | null; values: Fields; changes: Partial<Fields> };

/** The error of an outdated `If-Match`, as procedures with an ETag declare it, or any other. */
type SaveError<Stored> = ORPCError<'stale', { current: Stored; fields: string[] }> | Error;

type VersionedFormOptions<Stored, Fields extends FieldValues> = {
  form: UseFormReturn<Fields>;
  /** The resource as last loaded; null for a new one. */
  stored: Stored | null;
  names: readonly FieldName<Fields>[];
  fieldsOf: (stored: Stored) => Fields;
  /** Fills in values that the form leaves to be derived, before they are compared and sent. */
  prepare?: (values: Fields) => Fields;
  /** Creates, or updates with `If-Match: base.etag`. */
  save: (request: SaveRequest<Stored, Fields>) => ClientPromiseResult<Stored, SaveError<Stored>>;
  onSaved: (saved: Stored, changes: Partial<Fields>) => void;
  /** Title of the toast for an error that belongs to no field. */
  failedTitle: string;
  /** Replaces the general message of a field error. */
  fieldMessage?: (name: FieldName<Fields>, code: FieldErrorCode) => string | undefined;
  /** Queries that a save, or somebody else's, makes stale. */
  queryKey: QueryKey;
};

/** The fields that somebody else saved while this form was being filled in, with their values. */
type FormConflictState<Fields extends FieldValues> = { changed: FieldName<Fields>[]; theirs: Fields };

/**
 * A form over a resource with an ETag. Only changed fields are sent; what is typed during a save stays. After a 412 the
 * fields that were not changed here take the values of the current version, the changed ones stay, and `conflict` lists
 * what somebody else changed; the next submit overwrites it. While nothing is changed the form follows `stored`.
 */
export function useVersionedForm<Stored extends { etag: string }, Fields extends FieldValues>(
  options: VersionedFormOptions<Stored, Fields>,
) {
  const { form, stored, names, fieldsOf, prepare, save, onSaved, failedTitle, fieldMessage, queryKey } =
    options;
  const { t } = useTranslation('errors');
  const queryClient = useQueryClient();
  const [base, setBase] = useState(stored);
  const [supersededEtag, setSupersededEtag] = useState<string>();
  const [conflict, setConflict] = useState<FormConflictState<Fields> | null>(null);
  /** The values of the last reset. `formState` is one render behind, too late for a guard that runs right after. */
  const pristine = useRef(form.getValues());
  const { mutate, isPending } = useMutation({
    mutationFn: (request: SaveRequest<Stored, Fields>) => save(request),
    onSettled: () => void queryClient.invalidateQueries({ queryKey }),
  });
  const { isDirty } = form.formState;

  const rebase = (next: Stored) => {
    const fields = fieldsOf(next);
    setSupersededEtag(stored?.etag);
    setBase(next);
    pristine.current = fields;
    form.reset(fields);
  };

  // Reaches the form's store, which holds its own copy of the values.
  useEffect(() => {
    if (!stored || !base || isDirty || conflict) return;
    if (stored.etag === base.etag || stored.etag === supersededEtag) return;
    const fields = fieldsOf(stored);
    setBase(stored);
    pristine.current = fields;
    form.reset(fields);
  }, [stored, base, isDirty, conflict, supersededEtag, form, fieldsOf]);

  const handleStale = (current: Stored) => {
    const before = base ? fieldsOf(base) : form.getValues();
    const theirs = fieldsOf(current);
    const typed = form.getValues();
    rebase(current);
    form.reset({ ...theirs, ...changesTo(names, before, typed) }, { keepDefaultValues: true });
    setConflict({ changed: names.filter((name) => !isSame(theirs[name], before[name])), theirs });
  };

  const handleError = (error: SaveError<Stored>) => {
    if (isDefinedError(error) && error.code === 'stale') return handleStale(error.data.current);
    const problem = toProblem(error);
    const messageOf = (name: FieldName<Fields>, code: FieldErrorCode) =>
      fieldMessage?.(name, code) ?? t(`field.${code}`);
    if (!setFieldErrors(form, problem, names, messageOf)) notifyProblem(error, failedTitle);
  };

  const submit = form.handleSubmit((typed) => {
    const values = prepare ? prepare(typed) : typed;
    const changes = base ? changesTo(names, fieldsOf(base), values) : values;
    const handleSuccess = (saved: Stored) => {
      const typedSince = changesTo(names, typed, form.getValues());
      setConflict(null);
      rebase(saved);
      if (Object.keys(typedSince).length > 0) {
        form.reset({ ...fieldsOf(saved), ...typedSince }, { keepDefaultValues: true });
      }
      onSaved(saved, changes);
    };
    mutate({ base, values, changes }, { onSuccess: handleSuccess, onError: handleError });
  });

  return {
    conflict,
    isSaving: isPending,
    submit: () => void submit(),
    /** Whether leaving now would lose something. */
    hasChanges: () => Object.keys(changesTo(names, pristine.current, form.getValues())).length > 0,
    takeTheirs: () => {
      setConflict(null);
      form.reset();
    },
    keepMine: () => setConflict(null),
  };
}

/** Fields hold JSON. A list is another object after each request. */
const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

function changesTo<Fields extends FieldValues>(
  names: readonly FieldName<Fields>[],
  before: Fields,
  after: Fields,
): Partial<Fields> {
  const changes: Partial<Fields> = {};
  for (const name of names) if (!isSame(after[name], before[name])) changes[name] = after[name];
  return changes;
}
