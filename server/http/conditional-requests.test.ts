import { describe, expect, test } from 'vitest';
import { matchesIfMatch, matchesIfNoneMatch } from './conditional-requests.ts';

describe('If-Match', () => {
  test.each(['7', '"7"', 'W/"7"', '"6", "7"', '*'])('%s matches version 7', (header) => {
    expect(matchesIfMatch(header, 7)).toBe(true);
  });

  test.each(['', '8', '"77"', '"6","8"'])('%j does not match version 7', (header) => {
    expect(matchesIfMatch(header, 7)).toBe(false);
  });

  test('is required', () => {
    expect(() => matchesIfMatch(undefined, 7)).toThrow(
      expect.objectContaining({ code: 'precondition-required', status: 428 }),
    );
  });
});

describe('If-None-Match', () => {
  test.each(['"a1"', 'W/"a1"', '"b2", W/"a1"', '*'])('%s matches the ETag "a1"', (header) => {
    expect(matchesIfNoneMatch(header, '"a1"')).toBe(true);
  });

  test.each([undefined, null, '', 'a1', '"a1b"', '"b2"'])('%j does not match the ETag "a1"', (header) => {
    expect(matchesIfNoneMatch(header, '"a1"')).toBe(false);
  });
});
