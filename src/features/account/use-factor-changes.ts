import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { notifyProblem } from '../../lib/notify.ts';

/** For every change of a second factor: what it makes outdated, and what happens at its end. */
export function useFactorChanges() {
  const queryClient = useQueryClient();
  const invalidate = () =>
    Promise.all(
      // Other sessions may have ended, and the viewer may have what the newsroom requires.
      [api.secondFactor.key(), api.account.sessions.key(), api.session.me.key()].map((queryKey) =>
        queryClient.invalidateQueries({ queryKey }),
      ),
    );
  const settled = (onSettled: () => void) => ({
    onError: (error: unknown) => notifyProblem(error),
    // Also after an error: the factors may have changed elsewhere.
    onSettled: () => {
      onSettled();
      return invalidate();
    },
  });
  return { invalidate, settled };
}
