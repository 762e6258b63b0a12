import { keepPreviousData } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

/** Fills the dialog and a little more. */
const pageSize = 24;

/** The media library, newest first, filtered by the search terms in `q`. */
export function mediaListOptions(q: string) {
  return api.media.list.infiniteOptions({
    input: (cursor: string | undefined) => ({
      limit: pageSize,
      ...(cursor && { cursor }),
      ...(q.trim() && { q: q.trim() }),
    }),
    initialPageParam: undefined,
    getNextPageParam: (lastPage) => lastPage.nextCursor ?? undefined,
    // Shows the previous results while a search is refined.
    placeholderData: keepPreviousData,
  });
}
