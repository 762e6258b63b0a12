import { queryOptions, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { type Comparison, compareVersions, type Version } from '../../../domain/compare/compare.ts';

/** Two versions; equal keys mean equal versions. */
export type ComparedPair = { before: Version; after: Version; key: string };

/** Compares two versions. Undefined while the result, or one of the versions, is missing. */
export function useComparison(pair: ComparedPair | undefined): Comparison | undefined {
  // Deferred, so that rendering a long article does not block input.
  return useDeferredValue(useQuery(comparisonQuery(pair)).data);
}

const comparisonQuery = (pair: ComparedPair | undefined) =>
  queryOptions({
    queryKey: ['comparison', pair?.key],
    queryFn: ({ signal }) => {
      if (!pair) throw new Error('Compared without two versions');
      return compare(pair, signal);
    },
    enabled: pair !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    // Needs no network.
    networkMode: 'always',
    throwOnError: true,
  });

/** Runs in a worker where workers exist. */
function compare({ before, after }: ComparedPair, signal: AbortSignal): Promise<Comparison> {
  if (typeof Worker === 'undefined') return Promise.resolve(compareVersions(before, after));
  const worker = new Worker(new URL('./compare-worker.ts', import.meta.url), { type: 'module' });
  const end = () => worker.terminate();
  signal.addEventListener('abort', end);
  return new Promise<Comparison>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Comparison>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message || 'The comparison could not be worked out'));
    worker.postMessage({ before, after });
  }).finally(end);
}
