import { type ClientPromiseResult, safe } from '@orpc/client';
import type { Article, ArticleFields } from '../../../domain/contract/article-schema.ts';
import type { FieldErrorCode } from '../../../domain/contract/errors.ts';
import type { FieldChanges } from '../../editor/collaboration/local-database.ts';
import type { ApiErrors } from '../../lib/api.ts';
import { type ScreenProblem, toProblem } from '../../lib/problem.ts';
import { articleFieldsOf, type FieldName, fieldNames, isSameField } from './article-fields.ts';

/*
 * Saves the inspector's fields while typing: only changed fields, one request at a time, always the latest values. A
 * response never overwrites input. A field that somebody else changed too is a conflict: both values are shown, and ours
 * is not sent until one is chosen.
 *
 * A request whose response was lost may have been processed. It is repeated unchanged, with the same `If-Match`: the
 * server accepts it when the fields have the requested values already, so that repeating is idempotent.
 */

export type FieldSaverState = {
  status: 'saved' | 'saving' | 'failed';
  problem: ScreenProblem | null;
  errors: Partial<Record<FieldName, FieldErrorCode>>;
  /** Fields that somebody else changed too, with the server's value. */
  conflicts: Partial<ArticleFields>;
};

type Send = (
  etag: string,
  changes: Partial<ArticleFields>,
) => ClientPromiseResult<Article, ApiErrors['articles']['update']>;

const settled: FieldSaverState = { status: 'saved', problem: null, errors: {}, conflicts: {} };

/**
 * @param article as last read.
 * @param send updates the article, on condition that its ETag is still `etag`.
 * @param onState is called after each change of the state.
 */
export function createFieldSaver(article: Article, send: Send, onState: (state: FieldSaverState) => void) {
  let base = article;
  let local = articleFieldsOf(article);
  let state = settled;
  let running: Promise<void> | null = null;
  /** The last request, if its response was lost, and the ETag that it was sent with. */
  let unanswered: { etag: string; fields: Partial<ArticleFields> } | null = null;

  const setState = (next: FieldSaverState) => {
    state = next;
    onState(state);
  };

  const changes = (): Partial<ArticleFields> => {
    const changed = fieldNames.filter(
      (name) =>
        !Object.hasOwn(state.conflicts, name) && !state.errors[name] && !isSameField(local[name], base[name]),
    );
    return Object.fromEntries(changed.map((name) => [name, local[name]]));
  };

  /** The fields to send now. An unanswered request is repeated before newer changes are sent. */
  const next = () => (unanswered?.etag === base.etag ? unanswered.fields : changes());

  /**
   * Merges the server's article into the local values. `requested`: the fields of the last request; whether or not it
   * was accepted, these values are our own and no conflict.
   */
  const merge = (current: Article, requested: Partial<ArticleFields>, isAccepted: boolean) => {
    const conflicts = { ...state.conflicts };
    for (const name of fieldNames) {
      const isRequested = Object.hasOwn(requested, name);
      const requestedValue = requested[name] ?? null;
      if (isRequested && isAccepted) {
        // Use the server's normalized value (whitespace, duplicates), unless the field was changed again.
        if (isSameField(local[name], requestedValue)) local = { ...local, [name]: current[name] };
        continue;
      }
      if (isRequested && isSameField(current[name], requestedValue)) continue;
      const isConflict = Object.hasOwn(conflicts, name);
      if (!isConflict && isSameField(current[name], base[name])) continue;
      if (!isConflict && isSameField(local[name], base[name])) local = { ...local, [name]: current[name] };
      else if (isConflict || !isSameField(local[name], current[name])) {
        Object.assign(conflicts, { [name]: current[name] });
      }
    }
    base = current;
    if (!isSameConflicts(conflicts, state.conflicts)) setState({ ...state, conflicts });
  };

  const run = async () => {
    for (let pending = next(); Object.keys(pending).length > 0; pending = next()) {
      const { etag } = base;
      setState({ ...state, status: 'saving' });
      const { error, data: saved, isDefined } = await safe(send(etag, pending));
      if (!error) {
        unanswered = null;
        merge(saved, pending, true);
        continue;
      }
      if (isDefined && error.code === 'stale') {
        unanswered = null;
        merge(error.data.current, pending, false);
        continue;
      }
      const problem = toProblem(error);
      if (isUnanswered(problem)) unanswered = { etag, fields: pending };
      const refused = fieldErrors(problem);
      setState({ ...state, status: 'failed', problem, errors: { ...state.errors, ...refused } });
      // Save the other fields without the refused ones.
      if (Object.keys(refused).length === 0) return;
    }
    setState({
      ...state,
      status: hasErrors(state) ? 'failed' : 'saved',
      problem: hasErrors(state) ? state.problem : null,
    });
  };

  const flush = (): Promise<void> => {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };

  return {
    /** Sets the form's current values. They are sent by `flush`; the state is `saving` until then. */
    change(fields: ArticleFields): void {
      const errors = { ...state.errors };
      for (const name of fieldNames) if (!isSameField(fields[name], local[name])) delete errors[name];
      local = fields;
      if (Object.keys(errors).length !== Object.keys(state.errors).length) setState({ ...state, errors });
      if (state.status === 'saved' && Object.keys(changes()).length > 0) {
        setState({ ...state, status: 'saving' });
      }
    },
    flush,
    isDirty: () => Object.keys(next()).length > 0 || running !== null,
    /** Merges an article that was read again: fields without local changes follow it. */
    accept(latest: Article): ArticleFields {
      if (!running) merge(latest, unanswered?.fields ?? {}, false);
      return local;
    },
    /** The changes that the server does not have, for local storage. */
    unsaved(): FieldChanges {
      const names = fieldNames.filter((name) => !isSameField(local[name], base[name]));
      return Object.fromEntries(
        names.map((name) => {
          const isConflict = Object.hasOwn(state.conflicts, name);
          return [name, isConflict ? { to: local[name] } : { from: base[name], to: local[name] }];
        }),
      );
    },
    /** Applies changes that `unsaved` returned on an earlier visit, except to fields that were changed since. */
    restore(changes: FieldChanges): ArticleFields {
      const conflicts = { ...state.conflicts };
      for (const name of fieldNames) {
        const change = changes[name];
        if (!change || !isSameField(local[name], base[name])) continue;
        const restored = { [name]: change.to } as Partial<ArticleFields>;
        if (isSameField(restored[name] ?? null, base[name])) continue;
        local = { ...local, ...restored };
        const isFresh = JSON.stringify(change.from) === JSON.stringify(base[name]);
        if (!isFresh) Object.assign(conflicts, { [name]: base[name] });
      }
      setState({ ...state, conflicts });
      return local;
    },
    /** Resolves a conflict. `theirs` discards the local value. */
    resolve(name: FieldName, choice: 'mine' | 'theirs'): ArticleFields {
      const { [name]: theirs, ...conflicts } = state.conflicts;
      if (choice === 'theirs') local = { ...local, [name]: theirs };
      setState({ ...state, conflicts });
      void flush();
      return local;
    },
  };
}

/** Whether the response was lost: the request may have been processed, and can be retried. */
export function isUnanswered({ code, status }: ScreenProblem): boolean {
  return code === 'offline' || status >= 500;
}

function isSameConflicts(a: Partial<ArticleFields>, b: Partial<ArticleFields>): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function fieldErrors(problem: ScreenProblem): Partial<Record<FieldName, FieldErrorCode>> {
  const entries = Object.entries(problem.fields ?? {}).map(([path, code]) => [
    path.replace(/^body\./, '').split('.')[0],
    code,
  ]);
  return Object.fromEntries(entries.filter(([name]) => fieldNames.some((field) => field === name)));
}

function hasErrors(state: FieldSaverState): boolean {
  return Object.keys(state.errors).length > 0;
}
