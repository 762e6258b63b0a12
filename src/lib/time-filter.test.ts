import { expect, test } from 'vitest';
import { parseTime, timeRange } from './time-filter.ts';

const timeZone = 'Asia/Ho_Chi_Minh';

test('days follow the newsroom’s time zone', () => {
  // 01:30 on 24 November in Hải Phòng, still the 23rd in UTC.
  const now = new Date('2026-11-23T18:30:00Z');
  expect(timeRange('today', { now, timeZone })).toEqual({ from: '2026-11-23T17:00:00.000Z' });
  expect(timeRange('week', { now, timeZone })).toEqual({ from: '2026-11-17T17:00:00.000Z' });
  expect(timeRange('today', { now, timeZone: 'Europe/Paris' })).toEqual({ from: '2026-11-22T23:00:00.000Z' });
});

test('a range includes its last day', () => {
  const days = { from: '2026-11-01', to: '2026-11-30' };
  expect(timeRange(days, { now: new Date(), timeZone })).toEqual({
    from: '2026-10-31T17:00:00.000Z',
    to: '2026-11-30T17:00:00.000Z',
  });
});

test('a day begins by the offset of that day, with and without daylight saving time', () => {
  const days = { from: '2026-03-29', to: '2026-03-29' };
  expect(timeRange(days, { now: new Date(), timeZone: 'Europe/Paris' })).toEqual({
    from: '2026-03-28T23:00:00.000Z',
    to: '2026-03-29T22:00:00.000Z',
  });
});

test('a day at the end of time is no limit', () => {
  const time = parseTime('2026-11-01..9999-12-31');
  expect(timeRange(time, { now: new Date(), timeZone })).toEqual({ from: '2026-10-31T17:00:00.000Z' });
});
