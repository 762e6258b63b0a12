import { keepPreviousData } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { type AuditSearch, auditFilter } from '../../lib/search-params/audit.ts';
import type { NewsroomTime } from '../../lib/time-filter.ts';

const pageSize = 50;

export function auditListOptions(search: AuditSearch, moment: NewsroomTime) {
  return api.audit.list.infiniteOptions({
    input: (cursor: string | undefined) => ({
      limit: pageSize,
      ...(cursor && { cursor }),
      ...auditFilter(search, moment),
    }),
    initialPageParam: undefined,
    getNextPageParam: (lastPage) => lastPage.nextCursor ?? undefined,
    // Show the previous rows while a search is refined.
    placeholderData: keepPreviousData,
  });
}
