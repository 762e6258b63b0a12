import { type Mutation, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { api } from './api.ts';
import { failureMended, failureRecorded } from './notify.ts';
import { toProblem } from './problem.ts';

const retriesMax = 2;

export function createQueryClient(): QueryClient {
  const handleError = (error: unknown) => {
    // The newsroom has begun to require a second factor: the viewer's session says so.
    if (toProblem(error).code === 'second-factor-required') {
      void queryClient.invalidateQueries({ queryKey: api.session.me.key() });
    }
  };
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError: handleError }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        failureRecorded(error, causeOf(mutation));
        handleError(error);
      },
      onSuccess: (_data, _variables, _result, mutation) => failureMended(causeOf(mutation)),
    }),
    defaultOptions: {
      queries: {
        // Fresh for half a minute: window focus does not refetch younger data.
        staleTime: 30_000,
        retry: (failures, error) => failures < retriesMax && isRetryable(error),
        retryDelay: (attempt) => 600 * 2 ** attempt,
        // Offline, queries fail so that the screen can report it, instead of pausing silently.
        networkMode: 'always',
        refetchOnReconnect: true,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  return queryClient;
}

/** What a mutation does to what: the same again resolves its failure, the same for another article does not. */
function causeOf({ options, state }: Mutation<unknown, unknown, unknown>): string {
  const { id, params } = { id: undefined, params: undefined, ...(state.variables as object) };
  return JSON.stringify([options.mutationKey, id ?? params ?? null]);
}

function isRetryable(error: unknown): boolean {
  const { code } = toProblem(error);
  return code === 'offline' || code === 'unavailable';
}
