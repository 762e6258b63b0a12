import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Article } from '../../../domain/contract/article-schema.ts';
import type { TransitionName } from '../../../domain/workflow.ts';
import { type ApiErrors, api } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import { toProblem } from '../../lib/problem.ts';

export type TransitionRequest = {
  transition: TransitionName;
  note?: string;
  publishAt?: string;
  contentHash?: string;
};

export type TransitionError = ApiErrors['articles']['transition'];

type Outcome = {
  onDone?: (article: Article) => void;
  /** Returns true when it has shown the problem itself. */
  onRefused?: (error: TransitionError) => boolean;
};

/**
 * Moves an article through the workflow. The request id stays the same until an answer has come, so that a request
 * whose answer was lost can be sent again without a second effect.
 */
export function useTransition(articleId: string) {
  const { t } = useTranslation('workflow');
  const queryClient = useQueryClient();
  const requestId = useRef<string | null>(null);
  const { mutate, isPending, variables } = useMutation(api.articles.transition.mutationOptions());

  const take = (request: TransitionRequest, { onDone, onRefused }: Outcome = {}) => {
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
          // No answer: the same request may be asked again. An answer: the next one is another request.
          if (problem.code !== 'offline') requestId.current = null;
          if (!onRefused?.(error)) notifyProblem(error, t(`failed.${request.transition}`));
        },
        // Also after a refusal: then the screen shows something that is no longer so.
        onSettled: () => queryClient.invalidateQueries({ queryKey: api.articles.key() }),
      },
    );
  };
  return { take, pending: isPending ? variables?.transition : undefined };
}
