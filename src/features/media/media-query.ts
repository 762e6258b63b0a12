import { keepPreviousData } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

/** Fills the dialog and a little more; the next page comes when asked for. */
const pageSize = 24;

/** The desk's pictures, newest first, found by the words in `q`. */
export function mediaListOptions(q: string) {
  return api.media.list.infiniteOptions({
    input: (cursor: string | undefined) => ({
      limit: pageSize,
      ...(cursor && { cursor }),
      ...(q.trim() && { q: q.trim() }),
    }),
    initialPageParam: undefined,
    getNextPageParam: (lastPage) => lastPage.nextCursor ?? undefined,
    // While a search is refined the pictures before stay.
    placeholderData: keepPreviousData,
  });
}
