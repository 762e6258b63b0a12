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
/** Before a request that got no answer is made again. */
const askAgainMs = 3_000;

export type FieldSaving = FieldSaverState & {
  form: UseFormReturn<InspectorForm>;
  /** Sends what waits; resolves when the server has it or has refused it. */
  flush: () => Promise<void>;
  resolve: (name: FieldName, choice: 'mine' | 'theirs') => void;
};

/** The inspector's form, saved while it is filled in; what the server does not have yet is kept on this device. */
export function useFieldSaver(article: Article, userId: string): FieldSaving {
  const queryClient = useQueryClient();
  const form = useForm<InspectorForm>({ defaultValues: formOf(articleFieldsOf(article)) });
  const [state, setState] = useState<FieldSaverState>({
    status: 'saved',
    problem: null,
    errors: {},
    conflicts: {},
  });
  const [device] = useState(() => openLocalFields(documentKey(article.id, userId)));
  const [saver] = useState(() => {
    const made = createFieldSaver(
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
        // Also when the page has been left meanwhile.
        if (next.status !== 'saving') device.save(made.unsaved());
      },
    );
    return made;
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

  // Reaches the device: what an earlier visit could not send.
  const isEditable = article.abilities.edit.allowed;
  useEffect(() => {
    let isGone = false;
    if (!isEditable) return;
    device
      .load()
      .then((changes) => {
        if (isGone || Object.keys(changes).length === 0) return;
        device.adopt(changes);
        show(saver.restore(changes));
        void saver.flush();
      })
      // A browser that keeps nothing has kept nothing.
      .catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [device, saver, show, isEditable]);

  // Reaches the form's own store: react-hook-form tells of typing by subscription, not by rendering.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const { unsubscribe } = form.watch((values) => {
      saver.change(fieldsOf(values as InspectorForm));
      device.save(saver.unsaved());
      clearTimeout(timer);
      timer = setTimeout(() => void saver.flush(), typingPauseMs);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
      if (saver.isDirty()) void saver.flush();
    };
  }, [form, saver, device]);

  // Reaches the form's own store: fields that nobody is changing here follow what others saved.
  useEffect(() => {
    show(saver.accept(article));
  }, [article, saver, show]);

  // Reaches the network: what was refused for want of a session is asked again once there is one.
  const isSignedIn = useSession().status === 'signed-in';
  const isSignedOut = state.problem?.code === 'unauthenticated';
  useEffect(() => {
    if (isSignedOut && isSignedIn) void saver.flush();
  }, [isSignedOut, isSignedIn, saver]);

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

  // Reaches the browser, which asks before it closes a page whose fields are nowhere else.
  useEffect(() => {
    const handleLeaving = (event: BeforeUnloadEvent) => {
      if (saver.isDirty() && !device.isStored()) event.preventDefault();
    };
    addEventListener('beforeunload', handleLeaving);
    return () => removeEventListener('beforeunload', handleLeaving);
  }, [saver, device]);

  const resolve = useCallback(
    (name: FieldName, choice: 'mine' | 'theirs') => show(saver.resolve(name, choice)),
    [saver, show],
  );
  // The same object while nothing has changed: the inspector is drawn anew only when one of its props is another.
  return useMemo(() => ({ ...state, form, flush: saver.flush, resolve }), [state, form, saver, resolve]);
}
