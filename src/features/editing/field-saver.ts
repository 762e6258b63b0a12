import { type ClientPromiseResult, safe } from '@orpc/client';
import type { Article, ArticleFields } from '../../../domain/contract/article-schema.ts';
import type { FieldErrorCode } from '../../../domain/contract/errors.ts';
import type { FieldChanges } from '../../editor/collaboration/local-database.ts';
import type { ApiErrors } from '../../lib/api.ts';
import { type ScreenProblem, toProblem } from '../../lib/problem.ts';
import { articleFieldsOf, type FieldName, fieldNames, isSameField } from './article-fields.ts';

/*
 * Saves the inspector's fields while they are typed: only those that changed, one request at a time, the newest state
 * next. What is typed is never overwritten by what comes back. When somebody else has changed a field that was also
 * changed here, both values are shown and ours waits until one of them is chosen.
 *
 * A request whose answer was lost may have been done. It is asked again as it was, with the same `If-Match`: the server
 * answers "done" where everything is as asked already, so a second one has no effect and needs no key of its own.
 */

export type FieldSaverState = {
  status: 'saved' | 'saving' | 'failed';
  problem: ScreenProblem | null;
  errors: Partial<Record<FieldName, FieldErrorCode>>;
  /** Fields that somebody else changed too, with their value. */
  conflicts: Partial<ArticleFields>;
};

type Send = (
  etag: string,
  changes: Partial<ArticleFields>,
) => ClientPromiseResult<Article, ApiErrors['articles']['update']>;

const settled: FieldSaverState = { status: 'saved', problem: null, errors: {}, conflicts: {} };

/**
 * @param article as last read. @param send asks the API to store `changes`, throws what `toProblem` reads.
 * @param onState hears every change of the state.
 */
export function createFieldSaver(article: Article, send: Send, onState: (state: FieldSaverState) => void) {
  let base = article;
  let wanted = articleFieldsOf(article);
  let state = settled;
  let running: Promise<void> | null = null;
  /** The request that nobody answered, and what was the newest then. */
  let unanswered: { etag: string; fields: Partial<ArticleFields> } | null = null;

  const setState = (next: FieldSaverState) => {
    state = next;
    onState(state);
  };

  const changes = (): Partial<ArticleFields> => {
    const changed = fieldNames.filter(
      (name) =>
        !Object.hasOwn(state.conflicts, name) &&
        !state.errors[name] &&
        !isSameField(wanted[name], base[name]),
    );
    return Object.fromEntries(changed.map((name) => [name, wanted[name]]));
  };

  /** What to send now. Nothing newer goes before it is known what became of the last request. */
  const next = () => (unanswered?.etag === base.etag ? unanswered.fields : changes());

  /**
   * Takes over what the server has. `asked`: the fields of the last request; whether it was done or not, these values
   * are nobody else's.
   */
  const meet = (current: Article, asked: Partial<ArticleFields>, isDone: boolean) => {
    const conflicts = { ...state.conflicts };
    for (const name of fieldNames) {
      const isAsked = Object.hasOwn(asked, name);
      const askedFor = asked[name] ?? null;
      if (isAsked && isDone) {
        // What the server has tidied (spaces, doubles) is taken over unless it was typed on meanwhile.
        if (isSameField(wanted[name], askedFor)) wanted = { ...wanted, [name]: current[name] };
        continue;
      }
      if (isAsked && isSameField(current[name], askedFor)) continue;
      const isConflict = Object.hasOwn(conflicts, name);
      if (!isConflict && isSameField(current[name], base[name])) continue;
      if (!isConflict && isSameField(wanted[name], base[name])) wanted = { ...wanted, [name]: current[name] };
      else if (isConflict || !isSameField(wanted[name], current[name])) {
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
        meet(saved, pending, true);
        continue;
      }
      if (isDefined && error.code === 'stale') {
        unanswered = null;
        meet(error.data.current, pending, false);
        continue;
      }
      const problem = toProblem(error);
      if (isUnanswered(problem)) unanswered = { etag, fields: pending };
      const refused = fieldErrors(problem);
      setState({ ...state, status: 'failed', problem, errors: { ...state.errors, ...refused } });
      // The other fields are saved without the one that was refused.
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
    /** Takes what the form holds now. Nothing is sent before `flush`, and nothing is called saved before it is. */
    change(fields: ArticleFields): void {
      const errors = { ...state.errors };
      for (const name of fieldNames) if (!isSameField(fields[name], wanted[name])) delete errors[name];
      wanted = fields;
      if (Object.keys(errors).length !== Object.keys(state.errors).length) setState({ ...state, errors });
      if (state.status === 'saved' && Object.keys(changes()).length > 0) {
        setState({ ...state, status: 'saving' });
      }
    },
    flush,
    isDirty: () => Object.keys(next()).length > 0 || running !== null,
    /** News from the server: what nobody is changing here follows it. */
    accept(news: Article): ArticleFields {
      if (!running) meet(news, unanswered?.fields ?? {}, false);
      return wanted;
    },
    /** What the server does not have, to be kept until it has. */
    unsaved(): FieldChanges {
      const names = fieldNames.filter((name) => !isSameField(wanted[name], base[name]));
      return Object.fromEntries(
        names.map((name) => {
          const isConflict = Object.hasOwn(state.conflicts, name);
          return [name, isConflict ? { to: wanted[name] } : { from: base[name], to: wanted[name] }];
        }),
      );
    },
    /** Goes on with what `unsaved` told on an earlier visit. What was typed here since comes first. */
    restore(changes: FieldChanges): ArticleFields {
      const conflicts = { ...state.conflicts };
      for (const name of fieldNames) {
        const change = changes[name];
        if (!change || !isSameField(wanted[name], base[name])) continue;
        const kept = { [name]: change.to } as Partial<ArticleFields>;
        if (isSameField(kept[name] ?? null, base[name])) continue;
        wanted = { ...wanted, ...kept };
        const isFresh = JSON.stringify(change.from) === JSON.stringify(base[name]);
        if (!isFresh) Object.assign(conflicts, { [name]: base[name] });
      }
      setState({ ...state, conflicts });
      return wanted;
    },
    /** Ends a conflict. `theirs` gives up what was typed here. */
    resolve(name: FieldName, choice: 'mine' | 'theirs'): ArticleFields {
      const { [name]: theirs, ...conflicts } = state.conflicts;
      if (choice === 'theirs') wanted = { ...wanted, [name]: theirs };
      setState({ ...state, conflicts });
      void flush();
      return wanted;
    },
  };
}

/** Whether waiting may help, and the request may have been done all the same. */
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
