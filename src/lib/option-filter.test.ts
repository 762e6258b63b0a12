import { expect, test } from 'vitest';
import { matchOptions, withKnownNames } from './option-filter.ts';

const labelled = (...labels: string[]) => labels.map((label) => ({ label }));
const found = (labels: string[], search: string) =>
  matchOptions(labelled(...labels), search).map(({ label }) => label);

test('options are found without diacritics and case, in their order', () => {
  const labels = ['Xã hội › Giao thông', 'Kinh tế', 'An toàn giao thông'];
  expect(found(labels, 'giao thong')).toEqual(['Xã hội › Giao thông', 'An toàn giao thông']);
  expect(found(labels, '  GIAO THÔNG ')).toEqual(['Xã hội › Giao thông', 'An toàn giao thông']);
  expect(found(labels, '')).toEqual(labels);
  expect(found(labels, 'bien')).toEqual([]);
});

test('the same diacritics come first, then the start of a label', () => {
  expect(found(['Lan', 'Thanh Lân', 'Lân'], 'lân')).toEqual(['Lân', 'Thanh Lân', 'Lan']);
  expect(found(['Xã hội › Giao thông', 'Giao thông'], 'giao')).toEqual(['Giao thông', 'Xã hội › Giao thông']);
});

test('words are found in any order, after those that stand together', () => {
  expect(found(['Asia/Ho Chi Minh', 'Minh Châu'], 'minh ho')).toEqual(['Asia/Ho Chi Minh']);
  expect(found(['Thông tin › Giao dịch', 'Giao thông'], 'giao thong')).toEqual([
    'Giao thông',
    'Thông tin › Giao dịch',
  ]);
});

test('both placements of a tone mark and decomposed letters are the same text', () => {
  expect(found(['Hòa Bình'], 'hoà')).toEqual(['Hòa Bình']);
  expect(found(['Hải Miên'], 'Hải'.normalize('NFD'))).toEqual(['Hải Miên']);
});

test('a typed name becomes the known one, unless another is meant', () => {
  expect(withKnownNames(['hai mien'], [], ['Hải Miên', 'Lan'])).toEqual(['Hải Miên']);
  expect(withKnownNames(['Hải Miên', 'hai mien'], ['Hải Miên'], ['Hải Miên'])).toEqual(['Hải Miên']);
  expect(withKnownNames(['Lan'], [], ['Lân', 'Lan'])).toEqual(['Lan']);
  expect(withKnownNames(['Lan', 'Hải'], ['Lan'], ['Lân', 'Hải Miên'])).toEqual(['Lan', 'Hải']);
});
