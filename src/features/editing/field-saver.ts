import type { Article, ArticleFields } from '../../../domain/contract/article-schema.ts';
import type { FieldErrorCode } from '../../../domain/contract/errors.ts';
import { type ScreenProblem, toProblem } from '../../lib/problem.ts';
import { articleFieldsOf, type FieldName, fieldNames, isSameField } from './article-fields.ts';

/*
 * Saves the inspector's fields while they are typed: only those that changed, one request at a time, the newest state
 * next. What is typed is never overwritten by what comes back. When somebody else has changed a field that was also
 * changed here, both values are shown and ours waits until one of them is chosen.
 */

export type FieldSaverState = {
  status: 'saved' | 'saving' | 'failed';
  problem: ScreenProblem | null;
  errors: Partial<Record<FieldName, FieldErrorCode>>;
  /** Fields that somebody else changed too, with their value. */
  conflicts: Partial<ArticleFields>;
};

type Send = (etag: string, changes: Partial<ArticleFields>) => Promise<Article>;

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

  const meetStale = (problem: ScreenProblem, sent: Partial<ArticleFields>) => {
    const { current } = problem.data as { current: Article };
    const conflicts = { ...state.conflicts };
    for (const name of fieldNames) {
      const isTheirs = !isSameField(current[name], base[name]);
      if (!isTheirs) continue;
      if (Object.hasOwn(sent, name) && !isSameField(current[name], wanted[name])) {
        Object.assign(conflicts, { [name]: current[name] });
      } else if (isSameField(wanted[name], base[name])) wanted = { ...wanted, [name]: current[name] };
    }
    base = current;
    setState({ ...state, conflicts });
  };

  const run = async () => {
    for (let pending = changes(); Object.keys(pending).length > 0; pending = changes()) {
      setState({ ...state, status: 'saving' });
      try {
        base = await send(base.etag, pending);
        // What the server has tidied (spaces, doubles) is taken over unless it was typed on meanwhile.
        for (const name of fieldNames) {
          if (Object.hasOwn(pending, name) && isSameField(wanted[name], pending[name] ?? null)) {
            wanted = { ...wanted, [name]: base[name] };
          }
        }
      } catch (thrown) {
        const problem = toProblem(thrown);
        if (problem.code === 'stale') {
          meetStale(problem, pending);
          continue;
        }
        const refused = fieldErrors(problem);
        setState({ ...state, status: 'failed', problem, errors: { ...state.errors, ...refused } });
        // A refused value stays behind; the other fields go on without it.
        if (Object.keys(refused).length === 0) return;
      }
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
    /** Takes what the form holds now. Nothing is sent before `flush`. */
    change(fields: ArticleFields): void {
      const errors = { ...state.errors };
      for (const name of fieldNames) if (!isSameField(fields[name], wanted[name])) delete errors[name];
      wanted = fields;
      if (Object.keys(errors).length !== Object.keys(state.errors).length) setState({ ...state, errors });
    },
    flush,
    isDirty: () => Object.keys(changes()).length > 0 || running !== null,
    /** News from the server: what nobody is changing here follows it. */
    accept(news: Article): ArticleFields {
      if (running) return wanted;
      for (const name of fieldNames) {
        if (isSameField(wanted[name], base[name])) wanted = { ...wanted, [name]: news[name] };
      }
      base = news;
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
