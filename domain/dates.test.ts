import { describe, expect, test } from 'vitest';
import {
  formatDate,
  formatDateTime,
  formatRelative,
  formatSpan,
  formatTime,
  newsroomWallTime,
  parseNewsroomTime,
} from './dates.ts';

const at = new Date('2020-03-11T07:06:00Z');
const after = (seconds: number) => new Date(at.getTime() + seconds * 1000);

describe('a point in time', () => {
  test('is written with the day of the week first, in the newsroom’s time', () => {
    expect(formatDateTime(at)).toBe('Thứ Tư, 11/03/2020 14:06');
    expect(formatDateTime(at, 'en')).toBe('Wednesday, 11/03/2020 14:06');
  });

  test('belongs to the newsroom’s day, not to that of UTC', () => {
    expect(formatDate(new Date('2020-03-11T17:00:00Z'))).toBe('12/03/2020');
    expect(formatTime(new Date('2020-03-11T17:00:00Z'))).toBe('00:00');
  });

  test('goes to a wall clock and back', () => {
    expect(newsroomWallTime(at)).toBe('2020-03-11 14:06:00');
    expect(parseNewsroomTime('2020-03-11 14:06:00')).toEqual(at);
    expect(parseNewsroomTime('2020-03-11T14:06')).toEqual(at);
  });

  test.each(['', 'hôm nay', '2020-03-11', '2020-13-11 14:06'])('%j is no time', (text) => {
    expect(parseNewsroomTime(text)).toBeNull();
  });
});

describe('a time beside now', () => {
  test.each([
    [-59, 'bây giờ'],
    [-60, '1 phút trước'],
    [-3 * 3600 - 3599, '3 giờ trước'],
    [2 * 3600, 'sau 2 giờ nữa'],
    [3 * 86_400, 'sau 3 ngày nữa'],
  ])('%i seconds away reads %j', (seconds, text) => {
    expect(formatRelative(after(seconds), at)).toBe(text);
  });

  test('a span is said in its largest whole unit', () => {
    expect(formatSpan(2 * 3_600_000 + 59 * 60_000)).toBe('2 giờ');
    expect(formatSpan(3 * 86_400_000)).toBe('3 ngày');
    expect(formatSpan(1)).toBe('1 phút');
    expect(formatSpan(-5)).toBe('1 phút');
  });
});
