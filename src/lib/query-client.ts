import { QueryClient } from '@tanstack/react-query';
import { toProblem } from './problem.ts';

const retriesMax = 2;

export function createQueryClient(): QueryClient {
  return new QueryClient({
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
}

function isRetryable(error: unknown): boolean {
  const { code } = toProblem(error);
  return code === 'offline' || code === 'unavailable';
}
