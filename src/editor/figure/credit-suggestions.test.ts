import { expect, test } from 'vitest';
import { creditMatches } from './credit-suggestions.ts';

test('recent credits are found without accents, those that begin with the text first', () => {
  const recent = ['Báo Hải Phòng', 'Hải Miên', 'Nguyễn Hồng Phong', 'Hải Miên'];
  expect(creditMatches(recent, 'hai')).toEqual(['Hải Miên', 'Báo Hải Phòng']);
  expect(creditMatches(recent, 'phong nguyen')).toEqual(['Nguyễn Hồng Phong']);
  expect(creditMatches(recent, '')).toEqual(['Báo Hải Phòng', 'Hải Miên', 'Nguyễn Hồng Phong']);
  expect(creditMatches(recent, 'Hải Miên')).toEqual([]);
  expect(creditMatches(recent, 'Trần')).toEqual([]);
});
