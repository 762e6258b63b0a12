import { describe, expect, test } from 'vitest';
import {
  formatDate,
  formatDateTime,
  formatRelative,
  formatSpan,
  formatTime,
  isTimeZone,
  newsroomWallTime,
  parseNewsroomTime,
  timeZoneName,
} from './dates.ts';

const at = new Date('2020-03-11T07:06:00Z');
const after = (seconds: number) => new Date(at.getTime() + seconds * 1000);

describe('an instant', () => {
  test('is formatted with the day of the week first, in the newsroom’s time', () => {
    expect(formatDateTime(at)).toBe('Thứ Tư, 11/03/2020 14:06');
    expect(formatDateTime(at, 'en')).toBe('Wednesday, 11/03/2020 14:06');
  });

  test('is on the newsroom’s day, not on that of UTC', () => {
    expect(formatDate(new Date('2020-03-11T17:00:00Z'))).toBe('12/03/2020');
    expect(formatTime(new Date('2020-03-11T17:00:00Z'))).toBe('00:00');
  });

  test('is formatted as local time and parsed back', () => {
    expect(newsroomWallTime(at)).toBe('2020-03-11 14:06:00');
    expect(parseNewsroomTime('2020-03-11 14:06:00')).toEqual(at);
    expect(parseNewsroomTime('2020-03-11T14:06')).toEqual(at);
  });

  test.each(['', 'hôm nay', '2020-03-11', '2020-13-11 14:06'])('%j is invalid', (text) => {
    expect(parseNewsroomTime(text)).toBeNull();
  });
});

describe('in a newsroom elsewhere', () => {
  const paris = 'Europe/Paris';

  test('an instant is formatted in its zone', () => {
    expect(formatDateTime(at, 'vi', paris)).toBe('Thứ Tư, 11/03/2020 08:06');
    expect(formatDate(new Date('2020-03-11T23:30:00Z'), 'vi', paris)).toBe('12/03/2020');
    expect(formatTime(at, 'vi', 'UTC')).toBe('07:06');
  });

  test.each([
    ['2020-03-11 08:06:00', '2020-03-11T07:06:00Z'],
    ['2020-07-11 08:06:00', '2020-07-11T06:06:00Z'],
    // An hour before and after the clocks go forward.
    ['2020-03-29 01:30:00', '2020-03-29T00:30:00Z'],
    ['2020-03-29 03:30:00', '2020-03-29T01:30:00Z'],
  ])('the wall time %s is %s, and goes back', (wallTime, instant) => {
    expect(parseNewsroomTime(wallTime, paris)).toEqual(new Date(instant));
    expect(newsroomWallTime(new Date(instant), paris)).toBe(wallTime);
  });

  test('a time skipped by daylight saving becomes the one an hour later', () => {
    expect(parseNewsroomTime('2020-03-29 02:30', paris)).toEqual(new Date('2020-03-29T01:30:00Z'));
  });

  test.each([
    ['Asia/Ho_Chi_Minh', true],
    ['UTC', true],
    ['Asia/Nowhere', false],
    ['+07:00', false],
    ['', false],
  ])('%j is a time zone: %s', (name, isOne) => {
    expect(isTimeZone(name)).toBe(isOne);
  });
});

describe('a time relative to now', () => {
  test.each([
    [-59, 'bây giờ'],
    [-60, '1 phút trước'],
    [-3 * 3600 - 3599, '3 giờ trước'],
    [2 * 3600, 'sau 2 giờ nữa'],
    [3 * 86_400, 'sau 3 ngày nữa'],
  ])('%i seconds away reads %j', (seconds, text) => {
    expect(formatRelative(after(seconds), at)).toBe(text);
  });

  test('a span is formatted in its largest whole unit', () => {
    expect(formatSpan(2 * 3_600_000 + 59 * 60_000)).toBe('2 giờ');
    expect(formatSpan(3 * 86_400_000)).toBe('3 ngày');
    expect(formatSpan(1)).toBe('1 phút');
    expect(formatSpan(-5)).toBe('1 phút');
  });
});

test.each([
  ['Asia/Ho_Chi_Minh', 'vi', 'giờ Việt Nam'],
  ['Asia/Ho_Chi_Minh', 'en', 'Vietnam Time'],
  ['Europe/Paris', 'vi', 'giờ Pháp'],
] as const)('the time zone %s is called, in %s, %s', (timeZone, language, name) => {
  expect(timeZoneName(timeZone, language)).toBe(name);
});
