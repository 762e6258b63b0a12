import { expect, test } from 'vitest';
import { timeRange } from './time-filter.ts';

test('days follow the newsroom’s time zone', () => {
  // 01:30 on 24 November in Hải Phòng, still the 23rd in UTC.
  const now = new Date('2026-11-23T18:30:00Z');
  expect(timeRange('today', now)).toEqual({ from: '2026-11-24T00:00:00+07:00' });
  expect(timeRange('week', now)).toEqual({ from: '2026-11-18T00:00:00+07:00' });
});

test('a range includes its last day', () => {
  expect(timeRange({ from: '2026-11-01', to: '2026-11-30' }, new Date())).toEqual({
    from: '2026-11-01T00:00:00+07:00',
    to: '2026-12-01T00:00:00+07:00',
  });
});
