import { beforeAll, expect, test } from 'vitest';
import { changeLanguage, startI18n } from './i18n.ts';
import { momentsIn } from './moment.ts';

/** Monday, 23 November 2026, 10:00 in Hải Phòng. */
const now = new Date('2026-11-23T03:00:00Z');

const { shortPast, longFuture } = momentsIn('Asia/Ho_Chi_Minh');

beforeAll(() => startI18n('vi'));

test.each([
  ['2026-11-23T02:59:40Z', 'Vừa xong'],
  ['2026-11-23T02:46:00Z', '14 phút trước'],
  ['2026-11-22T22:00:00Z', '5 giờ trước'],
  ['2026-11-22T17:10:00Z', '9 giờ trước'],
  ['2026-11-22T07:06:00Z', 'Hôm qua 14:06'],
  ['2026-11-20T07:06:00Z', 'Thứ Sáu'],
  ['2026-09-05T07:06:00Z', '05/09'],
  ['2025-09-05T07:06:00Z', '05/09/2025'],
])('%s is formatted as "%s"', (at, text) => {
  expect(shortPast(new Date(at), now)).toBe(text);
});

test('a future time is formatted with day, hour and remaining span', () => {
  expect(longFuture(new Date('2026-11-23T23:00:00Z'), now)).toBe('Thứ Ba, 24/11 06:00 · còn 20 giờ');
  expect(longFuture(new Date('2027-01-03T23:00:00Z'), now)).toBe('Thứ Hai, 04/01/2027 06:00 · còn 41 ngày');
});

test('English has the same formats', async () => {
  await changeLanguage('en');
  expect(shortPast(new Date('2026-11-22T07:06:00Z'), now)).toBe('Yesterday 14:06');
  expect(longFuture(new Date('2026-11-23T23:00:00Z'), now)).toBe('Tuesday, 24/11 06:00 · 20 hours left');
  await changeLanguage('vi');
});

test.each([
  // 22:00 on Sunday there.
  ['Europe/Paris', 'Hôm qua 22:00', 'Thứ Sáu', 'Thứ Năm, 31/12 22:00'],
  ['Pacific/Auckland', '6 giờ trước', 'Thứ Bảy', 'Thứ Sáu, 01/01/2027 10:00'],
])('days and times are those of the newsroom: %s', (timeZone, recent, past, future) => {
  const there = momentsIn(timeZone);
  expect(there.shortPast(new Date('2026-11-22T21:00:00Z'), now)).toBe(recent);
  expect(there.shortPast(new Date('2026-11-20T14:00:00Z'), now)).toBe(past);
  expect(there.longFuture(new Date('2026-12-31T21:00:00Z'), now)).toContain(future);
  expect(there.exactTime(new Date('2026-12-31T21:00:00Z'))).toContain(future.slice(-5));
});
