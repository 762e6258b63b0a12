import { Button, UnstyledButton } from '@mantine/core';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { auditGroups } from '../../../domain/audit.ts';
import { api } from '../../lib/api.ts';
import { notifyProblem } from '../../lib/notify.ts';
import { paths } from '../../lib/paths.ts';
import {
  type AuditSearch,
  auditFilter,
  emptyAuditSearch,
  isAuditFiltered,
  parseAuditSearch,
} from '../../lib/search-params/audit.ts';
import { useNewsroomTimeZone } from '../../lib/use-newsroom-time-zone.ts';
import { FilterPill } from '../../ui/filters/filter-pill.tsx';
import filters from '../../ui/filters/filters.module.css';
import { TimeFilterPill } from '../../ui/filters/time-filter-pill.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import styles from './audit.module.css';
import { AuditList, type AuditListHandle } from './audit-list.tsx';
import { exportCsv } from './export-csv.ts';

export function AuditPage() {
  const { t } = useTranslation(['audit', 'filters', 'common']);
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const searchRef = useRef<HTMLInputElement>(null);
  const listRef = useRef<AuditListHandle>(null);
  const { data: people } = useQuery(api.session.people.queryOptions({ staleTime: 300_000 }));
  const download = useMutation({
    mutationFn: exportCsv,
    onError: (error) => notifyProblem(error, t('exportFailed')),
  });
  const search = parseAuditSearch(params);

  const show = (change: Partial<AuditSearch>, options?: { replace: boolean }) =>
    void navigate(paths.audit({ ...search, entry: null, ...change }), {
      ...options,
      preventScrollReset: true,
    });

  const timeZone = useNewsroomTimeZone();
  useShortcuts([['/', () => searchRef.current?.focus()]]);

  return (
    <>
      <title>{`${t('title')} · ${t('common:brand')}`}</title>
      <PageHeader title={t('title')}>
        <div className={styles.search}>
          <SearchField
            ref={searchRef}
            label={t('search')}
            clearLabel={t('clearSearch')}
            q={search.q}
            onSearch={(q) => show({ q }, { replace: true })}
            onLeave={() => listRef.current?.focus()}
          />
        </div>
        <Button
          size="md"
          variant="default"
          leftSection={<IconDownload size={18} stroke={1.75} aria-hidden="true" />}
          loading={download.isPending}
          onClick={() => download.mutate(auditFilter(search, { now: new Date(), timeZone }))}
        >
          {t('export')}
        </Button>
      </PageHeader>
      <p className={styles.lead}>{t('lead')}</p>
      <fieldset className={filters.bar} aria-label={t('filter.label')}>
        <FilterPill
          name={t('filter.actor')}
          value={search.actorId}
          options={(people?.items ?? []).map((person) => ({ value: person.id, label: person.name }))}
          onChange={(actorId) => show({ actorId })}
        />
        <FilterPill
          name={t('filter.group')}
          value={search.group}
          options={auditGroups.map((group) => ({ value: group, label: t(`groups.${group}`) }))}
          onChange={(group) => show({ group: auditGroups.find((known) => known === group) ?? null })}
        />
        <TimeFilterPill value={search.time} hint={t('filter.timeHint')} onChange={(time) => show({ time })} />
        {search.subject && (
          <FilterPill
            name={t('filter.subject')}
            value={search.subject.id}
            options={[{ value: search.subject.id, label: t('filter.oneSubject') }]}
            onChange={() => show({ subject: null })}
          />
        )}
        {isAuditFiltered(search) && (
          <UnstyledButton className={filters.clear} onClick={() => show(emptyAuditSearch)}>
            {t('filters:clear')}
          </UnstyledButton>
        )}
      </fieldset>
      <AuditList ref={listRef} search={search} onShow={show} />
    </>
  );
}
