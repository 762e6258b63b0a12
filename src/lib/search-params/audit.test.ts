import { expect, test } from 'vitest';
import {
  type AuditSearch,
  auditFilter,
  auditSearchParams,
  emptyAuditSearch,
  parseAuditSearch,
} from './audit.ts';

test.each<Partial<AuditSearch>>([
  {},
  { q: 'cầu Rào & phà', actorId: 'demo-bientap' },
  { group: 'preview-link', time: 'week', entry: 12 },
  { subject: { type: 'article', id: 'a:b' }, time: { from: '2026-11-01', to: null } },
])('a search survives the URL: %j', (search) => {
  expect(parseAuditSearch(auditSearchParams(search))).toEqual({ ...emptyAuditSearch, ...search });
});

test('invalid values in the URL are ignored', () => {
  const params = new URLSearchParams('group=x&subject=person:7&entry=-1&time=soon');
  expect(parseAuditSearch(params)).toEqual(emptyAuditSearch);
});

const moment = { now: new Date(), timeZone: 'Asia/Ho_Chi_Minh' };

test('the filter contains only what is set', () => {
  expect(auditFilter({ ...emptyAuditSearch, entry: 5 }, moment)).toEqual({});
  const subject = { type: 'category', id: 'c1' } as const;
  expect(auditFilter({ ...emptyAuditSearch, subject }, moment)).toEqual({
    subjectType: 'category',
    subjectId: 'c1',
  });
});
