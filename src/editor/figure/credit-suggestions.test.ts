import { expect, test } from 'vitest';
import { creditMatches } from './credit-suggestions.ts';

test('recent credits match without diacritics, prefix matches first', () => {
  const recent = ['Báo Hải Phòng', 'Hải Miên', 'Nguyễn Hồng Phong', 'Hải Miên'];
  expect(creditMatches(recent, 'hai')).toEqual(['Hải Miên', 'Báo Hải Phòng']);
  expect(creditMatches(recent, 'phong nguyen')).toEqual(['Nguyễn Hồng Phong']);
  expect(creditMatches(recent, '')).toEqual(['Báo Hải Phòng', 'Hải Miên', 'Nguyễn Hồng Phong']);
  expect(creditMatches(recent, 'Hải Miên')).toEqual([]);
  expect(creditMatches(recent, 'Trần')).toEqual([]);
});
