import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import type { Article } from '../../../domain/contract/article-schema.ts';
import { api, client } from '../../lib/api.ts';
import { articleFieldsOf, type FieldName, fieldsOf, formOf, type InspectorForm } from './article-fields.ts';
import { createFieldSaver, type FieldSaverState, isUnanswered } from './field-saver.ts';

const typingPauseMs = 700;
/** Before a request that got no answer is made again. */
const askAgainMs = 3_000;

export type FieldSaving = FieldSaverState & {
  form: UseFormReturn<InspectorForm>;
  /** Sends what waits; resolves when the server has it or has refused it. */
  flush: () => Promise<void>;
  resolve: (name: FieldName, choice: 'mine' | 'theirs') => void;
};

/** The inspector's form, saved while it is filled in. */
export function useFieldSaver(article: Article): FieldSaving {
  const queryClient = useQueryClient();
  const form = useForm<InspectorForm>({ defaultValues: formOf(articleFieldsOf(article)) });
  const [state, setState] = useState<FieldSaverState>({
    status: 'saved',
    problem: null,
    errors: {},
    conflicts: {},
  });
  const [saver] = useState(() =>
    createFieldSaver(
      article,
      async (etag, body) => {
        const params = { id: article.id };
        const saved = (await client.articles.update({
          params,
          headers: { 'if-match': etag },
          body,
        })) as Article;
        queryClient.setQueryData(api.articles.get.queryKey({ input: params }), saved);
        void queryClient.invalidateQueries({ queryKey: api.articles.list.key() });
        return saved;
      },
      setState,
    ),
  );

  // Reaches the form's own store: react-hook-form tells of typing by subscription, not by rendering.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const { unsubscribe } = form.watch((values) => {
      saver.change(fieldsOf(values as InspectorForm));
      clearTimeout(timer);
      timer = setTimeout(() => void saver.flush(), typingPauseMs);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
      if (saver.isDirty()) void saver.flush();
    };
  }, [form, saver]);

  // Reaches the form's own store: fields that nobody is changing here follow what others saved.
  useEffect(() => {
    const shown = formOf(saver.accept(article));
    for (const name of Object.keys(shown) as (keyof InspectorForm)[]) {
      if (JSON.stringify(form.getValues(name)) !== JSON.stringify(shown[name]))
        form.setValue(name, shown[name]);
    }
  }, [article, form, saver]);

  // Reaches the network: what got no answer is asked again, at once when the browser finds a network.
  useEffect(() => {
    if (state.status !== 'failed' || !state.problem || !isUnanswered(state.problem)) return;
    const askAgain = () => void saver.flush();
    const timer = setTimeout(askAgain, askAgainMs);
    addEventListener('online', askAgain);
    return () => {
      clearTimeout(timer);
      removeEventListener('online', askAgain);
    };
  }, [state, saver]);

  // Reaches the browser, which asks before it closes a page whose fields are not saved: the device keeps words alone.
  useEffect(() => {
    const handleLeaving = (event: BeforeUnloadEvent) => {
      if (saver.isDirty()) event.preventDefault();
    };
    addEventListener('beforeunload', handleLeaving);
    return () => removeEventListener('beforeunload', handleLeaving);
  }, [saver]);

  const resolve = useCallback(
    (name: FieldName, choice: 'mine' | 'theirs') => {
      const shown = formOf(saver.resolve(name, choice));
      for (const key of Object.keys(shown) as (keyof InspectorForm)[]) form.setValue(key, shown[key]);
    },
    [form, saver],
  );
  // The same object while nothing has changed: the inspector is drawn anew only when one of its props is another.
  return useMemo(() => ({ ...state, form, flush: saver.flush, resolve }), [state, form, saver, resolve]);
}
