import { type AuditGroup, type AuditSubject, auditGroups, auditSubjects } from '../../../domain/audit.ts';
import type { AuditFilter } from '../../../domain/contract/audit.ts';
import { type NewsroomTime, parseTime, type TimeFilter, timeParam, timeRange } from '../time-filter.ts';

/** The search of the audit log, held in the URL. */
export type AuditSearch = {
  q: string;
  actorId: string | null;
  group: AuditGroup | null;
  subject: { type: AuditSubject; id: string } | null;
  time: TimeFilter | null;
  /** The number of the open entry. */
  entry: number | null;
};

export const emptyAuditSearch: AuditSearch = {
  q: '',
  actorId: null,
  group: null,
  subject: null,
  time: null,
  entry: null,
};

/** Parses the URL. Invalid values are ignored. */
export function parseAuditSearch(params: URLSearchParams): AuditSearch {
  const [type, id] = (params.get('subject') ?? '').split(/:(.*)/s);
  const subjectType = auditSubjects.find((known) => known === type);
  const entry = params.get('entry') ?? '';
  return {
    q: params.get('q') ?? '',
    actorId: params.get('actor'),
    group: auditGroups.find((known) => known === params.get('group')) ?? null,
    subject: subjectType && id ? { type: subjectType, id } : null,
    time: parseTime(params.get('time')),
    entry: /^[1-9]\d{0,14}$/.test(entry) ? Number(entry) : null,
  };
}

/** Serializes a search without default values. */
export function auditSearchParams(search: Partial<AuditSearch>): URLSearchParams {
  const params = new URLSearchParams();
  const { q, actorId, group, subject, time, entry } = search;
  if (q?.trim()) params.set('q', q.trim());
  if (actorId) params.set('actor', actorId);
  if (group) params.set('group', group);
  if (subject) params.set('subject', `${subject.type}:${subject.id}`);
  if (time) params.set('time', timeParam(time));
  if (entry) params.set('entry', String(entry));
  return params;
}

export function isAuditFiltered({ q, actorId, group, subject, time }: AuditSearch): boolean {
  return q !== '' || [actorId, group, subject, time].some((one) => one !== null);
}

/** The search as the API's filter. */
export function auditFilter(
  { q, actorId, group, subject, time }: AuditSearch,
  moment: NewsroomTime,
): AuditFilter {
  return {
    ...(q && { q }),
    ...(actorId && { actorId }),
    ...(group && { group }),
    ...(subject && { subjectType: subject.type, subjectId: subject.id }),
    ...timeRange(time, moment),
  };
}
