import { describe, expect, test } from 'vitest';
import {
  comparePersonNames,
  countWords,
  fold,
  normalizeText,
  oneLine,
  readingMinutes,
  searchWords,
  slugify,
} from './vietnamese.ts';

describe('folding for search', () => {
  test.each([
    ['Hải Phòng', 'hai phong'],
    ['HẢI  PHÒNG', 'hai phong'],
    ['  cầu\nHoàng Văn Thụ ', 'cau hoang van thu'],
    ['Đường Đinh Tiên Hoàng', 'duong dinh tien hoang'],
    ['Ðà Nẵng', 'da nang'],
    ['ưỡn ẹo, ngoằn ngoèo', 'uon eo, ngoan ngoeo'],
  ])('%j folds to %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('both places of a tone mark and both Unicode forms fold alike', () => {
    expect(fold('hòa')).toBe(fold('hoà'));
    expect(fold('tiếng'.normalize('NFD'))).toBe(fold('tiếng'.normalize('NFC')));
  });

  test('a million marks on one letter are folded without delay', () => {
    expect(fold(`a${'\u0301\u0323'.repeat(500_000)}`)).toBe('a');
  });

  test('a query is split into words, without the punctuation around them', () => {
    expect(searchWords('  “Hải Phòng”, 2020?  — ')).toEqual(['hai', 'phong', '2020']);
    expect(searchWords('%')).toEqual([]);
    expect(searchWords('100%_a')).toEqual(['100%_a']);
  });
});

test('text is normalized to NFC, and Eth to Đ', () => {
  expect(normalizeText('tiếng'.normalize('NFD'))).toBe('tiếng'.normalize('NFC'));
  expect(normalizeText('\u00D0à N\u1EB5ng \u00F0ẹp')).toBe('Đà Nẵng đẹp');
});

describe('slugs', () => {
  test.each([
    ['Cảng Nam Hải Đình Vũ đón tàu 50.000 tấn', 'cang-nam-hai-dinh-vu-don-tau-50-000-tan'],
    ['  — “Đón Tết!” —  ', 'don-tet'],
    ['!!!', ''],
  ])('%j becomes %j', (title, slug) => {
    expect(slugify(title)).toBe(slug);
  });

  test('a long title is cut between words', () => {
    expect(slugify('một hai ba bốn', 10)).toBe('mot-hai-ba');
    expect(slugify('một hai ba bốn', 9)).toBe('mot-hai');
    expect(slugify('nghiêngngả', 5)).toBe('nghie');
  });
});

test('words are counted as syllables that contain a letter or a digit', () => {
  expect(countWords('Cảng đón 2 tàu – mỗi tàu 50.000 tấn.')).toBe(8);
  expect(countWords(' \n – … ')).toBe(0);
  // Hours with a pattern that backtracks quadratically.
  expect(countWords('.'.repeat(1_000_000))).toBe(0);
});

test('reading time is at least a minute', () => {
  expect(readingMinutes(0)).toBe(1);
  expect(readingMinutes(1150)).toBe(5);
});

describe('names of people are sorted', () => {
  test('as Vietnamese readers expect', () => {
    expect(['Đức', 'Dũng', 'Ân', 'An', 'Ăn'].sort(comparePersonNames)).toEqual([
      'An',
      'Ăn',
      'Ân',
      'Dũng',
      'Đức',
    ]);
  });

  test('by the given name, then by the words before', () => {
    const names = ['Trần Văn Hà', 'Phạm Thu Hạnh', 'Nguyễn Đình Hà', 'Lê Minh Châu', 'An', 'Bùi  Ái '];
    expect(names.sort(comparePersonNames)).toEqual([
      'Bùi  Ái ',
      'An',
      'Lê Minh Châu',
      'Nguyễn Đình Hà',
      'Trần Văn Hà',
      'Phạm Thu Hạnh',
    ]);
  });
});

test('one line is in NFC, without line breaks and doubled spaces', () => {
  expect(oneLine('  Ca\u0309ng\n\n Ha\u0309i\u00a0 Phòng ')).toBe('Cảng Hải Phòng');
});
