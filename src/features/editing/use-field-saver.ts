import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import type { Article, ArticleFields } from '../../../domain/contract/article-schema.ts';
import { documentKey } from '../../editor/collaboration/local-database.ts';
import { openLocalFields } from '../../editor/collaboration/local-fields.ts';
import { api, client } from '../../lib/api.ts';
import { useSession } from '../../lib/session.ts';
import { articleFieldsOf, type FieldName, fieldsOf, formOf, type InspectorForm } from './article-fields.ts';
import { createFieldSaver, type FieldSaverState, isUnanswered } from './field-saver.ts';

const typingPauseMs = 700;
/** Before a request without a response is repeated. */
const retryMs = 3_000;

export type FieldSaving = FieldSaverState & {
  form: UseFormReturn<InspectorForm>;
  /** Sends pending changes; resolves when the server has accepted or refused them. */
  flush: () => Promise<void>;
  resolve: (name: FieldName, choice: 'mine' | 'theirs') => void;
};

/** The inspector's form, saved while typing; changes that the server does not have are stored locally. */
export function useFieldSaver(article: Article, userId: string): FieldSaving {
  const queryClient = useQueryClient();
  const form = useForm<InspectorForm>({ defaultValues: formOf(articleFieldsOf(article)) });
  const [state, setState] = useState<FieldSaverState>({
    status: 'saved',
    problem: null,
    errors: {},
    conflicts: {},
  });
  const [localFields] = useState(() => openLocalFields(documentKey(article.id, userId)));
  const [saver] = useState(() => {
    const created = createFieldSaver(
      article,
      async (etag, body) => {
        const params = { id: article.id };
        const saved = await client.articles.update({ params, headers: { 'if-match': etag }, body });
        queryClient.setQueryData(api.articles.get.queryKey({ input: params }), saved);
        void queryClient.invalidateQueries({ queryKey: api.articles.list.key() });
        return saved;
      },
      (next) => {
        setState(next);
        // Runs after the page was left, too.
        if (next.status !== 'saving') localFields.save(created.unsaved());
      },
    );
    return created;
  });
  const show = useCallback(
    (fields: ArticleFields) => {
      const shown = formOf(fields);
      for (const name of Object.keys(shown) as (keyof InspectorForm)[]) {
        if (JSON.stringify(form.getValues(name)) !== JSON.stringify(shown[name]))
          form.setValue(name, shown[name]);
      }
    },
    [form],
  );

  // Reaches IndexedDB: restores changes that an earlier visit could not send.
  const isEditable = article.abilities.edit.allowed;
  useEffect(() => {
    let isCancelled = false;
    if (!isEditable) return;
    localFields
      .load()
      .then((changes) => {
        if (isCancelled || Object.keys(changes).length === 0) return;
        localFields.adopt(changes);
        show(saver.restore(changes));
        void saver.flush();
      })
      // No storage in this browser: nothing to restore.
      .catch(() => undefined);
    return () => {
      isCancelled = true;
    };
  }, [localFields, saver, show, isEditable]);

  // Reaches the form's store: react-hook-form reports input by subscription, without rendering.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const { unsubscribe } = form.watch((values) => {
      saver.change(fieldsOf(values as InspectorForm));
      localFields.save(saver.unsaved());
      clearTimeout(timer);
      timer = setTimeout(() => void saver.flush(), typingPauseMs);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
      if (saver.isDirty()) void saver.flush();
    };
  }, [form, saver, localFields]);

  // Reaches the form's store: fields without local changes follow the server.
  useEffect(() => {
    show(saver.accept(article));
  }, [article, saver, show]);

  // Reaches the network: retries a request that was refused for an expired session, once there is one.
  const isSignedIn = useSession().status === 'signed-in';
  const isSignedOut = state.problem?.code === 'unauthenticated';
  useEffect(() => {
    if (isSignedOut && isSignedIn) void saver.flush();
  }, [isSignedOut, isSignedIn, saver]);

  // Reaches the network: retries a request without a response, immediately when the browser comes online.
  useEffect(() => {
    if (state.status !== 'failed' || !state.problem || !isUnanswered(state.problem)) return;
    const retry = () => void saver.flush();
    const timer = setTimeout(retry, retryMs);
    addEventListener('online', retry);
    return () => {
      clearTimeout(timer);
      removeEventListener('online', retry);
    };
  }, [state, saver]);

  // Reaches the browser: warns before closing a page whose fields are stored nowhere else.
  useEffect(() => {
    const handleLeaving = (event: BeforeUnloadEvent) => {
      if (saver.isDirty() && !localFields.isStored()) event.preventDefault();
    };
    addEventListener('beforeunload', handleLeaving);
    return () => removeEventListener('beforeunload', handleLeaving);
  }, [saver, localFields]);

  const resolve = useCallback(
    (name: FieldName, choice: 'mine' | 'theirs') => show(saver.resolve(name, choice)),
    [saver, show],
  );
  // Memoized: the inspector re-renders only when a prop changes.
  return useMemo(() => ({ ...state, form, flush: saver.flush, resolve }), [state, form, saver, resolve]);
}
