import { Button } from '@mantine/core';
import styles from './load-more.module.css';

type LoadMoreProps = {
  /** A list that comes in pages, as `useInfiniteQuery` gives it. */
  list: {
    hasNextPage: boolean;
    isFetchNextPageError: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
  more: string;
  failed: string;
};

/** The end of a list of which there is more. What is there stays when the next page does not come. */
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
