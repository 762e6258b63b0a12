import { Button } from '@mantine/core';
import styles from './load-more.module.css';

type LoadMoreProps = {
  /** The result of `useInfiniteQuery`. */
  list: {
    hasNextPage: boolean;
    isFetchNextPageError: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
  more: string;
  failed: string;
};

/** Loads the next page of a list. Loaded pages stay when it fails. */
export function LoadMore({ list, more, failed }: LoadMoreProps) {
  if (!list.hasNextPage) return null;
  return (
    <div className={styles.more}>
      {list.isFetchNextPageError && (
        <span className={styles.failed} role="alert">
          {failed}
        </span>
      )}
      <Button variant="default" onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
        {more}
      </Button>
    </div>
  );
}
