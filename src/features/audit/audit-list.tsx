import { Button, Skeleton, VisuallyHidden } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type AuditSearch, emptyAuditSearch, isAuditFiltered } from '../../lib/search-params/audit.ts';
import { useNewsroomTimeZone } from '../../lib/use-newsroom-time-zone.ts';
import { useNow } from '../../lib/use-now.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { moveFocus } from '../../ui/move-focus.ts';
import styles from './audit.module.css';
import { auditListOptions } from './audit-query.ts';
import { AuditRow } from './audit-row.tsx';

/** `focus` moves to the first entry. */
export type AuditListHandle = { focus: () => void };

type AuditListProps = {
  search: AuditSearch;
  onShow: (change: Partial<AuditSearch>, options?: { replace: boolean }) => void;
  ref: Ref<AuditListHandle>;
};

export function AuditList({ search, onShow, ref }: AuditListProps) {
  const { t } = useTranslation(['audit', 'filters']);
  const now = useNow();
  const timeZone = useNewsroomTimeZone();
  const listRef = useRef<HTMLUListElement>(null);
  const list = useInfiniteQuery(auditListOptions(search, { now, timeZone }));
  useImperativeHandle(ref, () => ({
    focus: () => listRef.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus(),
  }));

  if (list.isPending) {
    return (
      <div role="status" aria-label={t('list.loading')}>
        {Array.from({ length: 12 }, (_, index) => `line-${index}`).map((line) => (
          <Skeleton key={line} height={43} mb={1} radius={0} />
        ))}
      </div>
    );
  }
  if (list.isError && !list.data) {
    return <LoadError title={t('list.failed')} query={list} />;
  }
  const entries = list.data.pages.flatMap((page) => page.items);
  if (entries.length === 0) {
    return isAuditFiltered(search) ? (
      <EmptyState
        title={t('list.filteredTitle')}
        text={t('list.filteredText')}
        action={
          <Button variant="default" onClick={() => onShow(emptyAuditSearch)}>
            {t('filters:clear')}
          </Button>
        }
      />
    ) : (
      <EmptyState title={t('list.emptyTitle')} text={t('list.emptyText')} />
    );
  }
  return (
    <>
      <VisuallyHidden role="status">
        {list.isPlaceholderData ? '' : t('list.loaded', { count: entries.length })}
      </VisuallyHidden>
      <ul
        ref={listRef}
        className={styles.list}
        aria-label={t('list.label')}
        aria-busy={list.isPlaceholderData}
        onKeyDown={handleKeyDown}
      >
        {entries.map((entry) => (
          <AuditRow
            key={entry.number}
            entry={entry}
            now={now}
            timeZone={timeZone}
            isOpen={entry.number === search.entry}
            onToggle={() =>
              onShow({ entry: entry.number === search.entry ? null : entry.number }, { replace: true })
            }
            onShow={onShow}
          />
        ))}
      </ul>
      <LoadMore list={list} more={t('list.more')} failed={t('list.moreFailed')} />
    </>
  );
}

function handleKeyDown(event: KeyboardEvent<HTMLUListElement>): void {
  const heads = [...event.currentTarget.querySelectorAll<HTMLElement>('[aria-expanded]')];
  const current = event.target instanceof HTMLElement ? heads.indexOf(event.target) : -1;
  // Inside an open entry arrow keys scroll.
  if (current !== -1) moveFocus(event, heads, current);
}
