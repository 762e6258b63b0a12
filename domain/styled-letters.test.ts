import { expect, test } from 'vitest';
import { plainLetters, plainRuns } from './styled-letters.ts';
import { fold, oneLine, searchWords, slugify } from './vietnamese.ts';

const shouted = '𝗧𝗛𝗢̂𝗡𝗚 𝗕𝗔́𝗢';

test.each([
  [shouted, 'THÔNG BÁO'],
  ['ﬁnance, oﬃce', 'finance, office'],
  ['𝒯𝒽ℴ̂𝓃𝑔 ℬ𝒶́ℴ', 'Thông Báo'],
  ['ＴＨÔＮＧ ２０２６', 'THÔNG 2026'],
  ['𝟐𝟎 ℃, № 5, ½, m², Ω, …', '20 ℃, № 5, ½, m², Ω, …'],
  ['Tiếng Việt', 'Tiếng Việt'],
])('%j is plainly %j', (given, plain) => {
  expect(plainLetters(given)).toBe(plain);
  expect(oneLine(given)).toBe(plain);
});

test('words with a bold letter are bold runs', () => {
  expect(plainRuns(`Sáng nay: ${shouted} Đ𝗔̀ 𝗡𝗔̆̃𝗡𝗚 hôm nay`)).toEqual([
    { text: 'Sáng nay: ', isBold: false },
    { text: 'THÔNG BÁO ĐÀ NẴNG ', isBold: true },
    { text: 'hôm nay', isBold: false },
  ]);
});

test('search finds them, and a slug of them is not empty', () => {
  expect(fold(shouted)).toBe('thong bao');
  expect(searchWords('ﬁnance')).toEqual(['finance']);
  expect(slugify(shouted)).toBe('thong-bao');
});
