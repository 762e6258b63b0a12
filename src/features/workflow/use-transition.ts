import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Article } from '../../../domain/contract/article-schema.ts';
import type { TransitionRequest } from '../../../domain/contract/transition-request.ts';
import { type ApiErrors, api } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import { toProblem } from '../../lib/problem.ts';

export type TransitionError = ApiErrors['articles']['transition'];

type Outcome = {
  onDone?: (article: Article) => void;
  /** Returns true if it has shown the error itself. */
  onRefused?: (error: TransitionError) => boolean;
};

/** Performs transitions of an article. The request id makes a retry after a lost response idempotent. */
export function useTransition(articleId: string) {
  const { t } = useTranslation('workflow');
  const queryClient = useQueryClient();
  const requestId = useRef<string | null>(null);
  const { mutate, isPending, variables } = useMutation(api.articles.transition.mutationOptions());

  const perform = (request: TransitionRequest, { onDone, onRefused }: Outcome = {}) => {
    if (isPending) return;
    requestId.current ??= crypto.randomUUID();
    mutate(
      { id: articleId, ...request, requestId: requestId.current },
      {
        onSuccess: (article) => {
          requestId.current = null;
          queryClient.setQueryData(api.articles.get.queryKey({ input: { id: articleId } }), article);
          void notify({ message: t(`done.${request.transition}`) });
          onDone?.(article);
        },
        onError: (error) => {
          const problem = toProblem(error);
          // Without a response the next attempt is a retry, with the same id.
          if (problem.code !== 'offline') requestId.current = null;
          if (!onRefused?.(error)) notifyProblem(error, t(`failed.${request.transition}`));
        },
        // After a refusal too: the screen is out of date.
        onSettled: () => queryClient.invalidateQueries({ queryKey: api.articles.key() }),
      },
    );
  };
  return { perform, pending: isPending ? variables?.transition : undefined };
}
