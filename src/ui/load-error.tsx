import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../lib/problem.ts';
import { EmptyState } from './empty-state.tsx';

type LoadErrorProps = {
  title: string;
  /** The failed query, as `useQuery` and `useInfiniteQuery` return it. */
  query: { error: unknown; isFetching: boolean; refetch: () => Promise<unknown> };
};

/** Shown instead of data that could not be loaded: the reason and a retry button. */
export function LoadError({ title, query }: LoadErrorProps) {
  const { t } = useTranslation(['common', 'errors']);
  return (
    <EmptyState
      title={title}
      text={t(`errors:${toProblem(query.error).code}`)}
      action={
        <Button variant="default" onClick={() => void query.refetch()} loading={query.isFetching}>
          {t('retry')}
        </Button>
      }
    />
  );
}
