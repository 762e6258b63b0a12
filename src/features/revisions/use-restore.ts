import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RestoredPart } from '../../../domain/contract/revisions.ts';
import { api } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';

/** Restores a revision, or a part of it, into the working copy; the toast names the revision that was saved before. */
export function useRestore(articleId: string) {
  const { t } = useTranslation('revisions');
  const queryClient = useQueryClient();
  const { mutate, isPending, variables } = useMutation(api.articles.restoreRevision.mutationOptions());

  const restore = (revisionId: string, part: RestoredPart, blockId?: string, onDone?: () => void) => {
    if (isPending) return;
    const isWhole = part === 'all' || part === 'words';
    mutate(
      { id: articleId, revisionId, part, ...(blockId !== undefined && { blockId }) },
      {
        onSuccess: ({ kept }) => {
          void notify({
            message: t(isWhole ? 'restore.done' : 'restore.blockDone', { number: kept.number }),
          });
          onDone?.();
        },
        onError: (error) => notifyProblem(error, t(isWhole ? 'restore.failed' : 'restore.blockFailed')),
        onSettled: () => queryClient.invalidateQueries({ queryKey: api.articles.key() }),
      },
    );
  };
  const pending = isPending && variables ? (variables.blockId ?? variables.part) : undefined;
  return { restore, pending };
}
