import { QueryClient } from '@tanstack/react-query';
import { toProblem } from './problem.ts';

const retriesMax = 2;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What was read less than half a minute ago is not asked again when a window gets the focus.
        staleTime: 30_000,
        retry: (failures, error) => failures < retriesMax && isWorthAnotherTry(error),
        retryDelay: (attempt) => 600 * 2 ** attempt,
        // A screen says that it is offline rather than waiting without a word.
        networkMode: 'always',
        refetchOnReconnect: true,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

function isWorthAnotherTry(error: unknown): boolean {
  const { code } = toProblem(error);
  return code === 'offline' || code === 'unavailable';
}
