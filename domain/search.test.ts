import { describe, expect, test } from 'vitest';
import { limits } from './limits.ts';
import { excerptOf, markMatches } from './search-matches.ts';
import { parseSearchQuery } from './search-query.ts';
import { suggestQuery } from './search-suggestion.ts';
import { joinSearchLines, searchLine } from './search-text.ts';
import { spellMarks } from './vietnamese.ts';

describe('spellMarks', () => {
  test.each([
    ['Lê Lợi', 'le6 lo7i5'],
    ['hòa', 'hoa2'],
    ['hoà', 'hoa2'],
    ['thủy', 'thuy3'],
    ['thuỷ', 'thuy3'],
    ['quý', 'quy1'],
    ['ĐƯỜNG', 'd9u7o7ng2'],
    ['đường'.normalize('NFD'), 'd9u7o7ng2'],
    ['đặc biệt', 'd9a8c5 bie6t5'],
    ['𝗧𝗛𝗢̂𝗡𝗚 𝗕𝗔́𝗢', 'tho6ng bao1'],
    ['hai phong 2026', 'hai phong 2026'],
  ])('spells %s', (text, spelt) => {
    expect(spellMarks(text)).toBe(spelt);
  });
});

describe('a search query', () => {
  const terms = (q: string) => parseSearchQuery(q).terms.map(({ folded, isPhrase }) => [folded, isPhrase]);

  test.each([
    [
      'hải  phòng',
      [
        ['hai', false],
        ['phong', false],
      ],
    ],
    [
      'đường "Lê Lợi" mới',
      [
        ['duong', false],
        ['le loi', true],
        ['moi', false],
      ],
    ],
    ['“Lê Lợi”', [['le loi', true]]],
    ['"Lê Lợi, quận 1"', [['le loi quan 1', true]]],
    [
      '"lê lợi',
      [
        ['le', false],
        ['loi', false],
      ],
    ],
    [
      '2.500 tỉ',
      [
        ['2 500', false],
        ['ti', false],
      ],
    ],
    ['% "" _ -- “”', []],
    [
      '𝗕𝗮́𝗼 ﬁnance',
      [
        ['bao', false],
        ['finance', false],
      ],
    ],
  ] as const)('%s', (q, expected) => {
    expect(terms(q)).toEqual(expected);
  });

  test('has a limited number of terms', () => {
    expect(terms('a '.repeat(100))).toHaveLength(limits.searchTermsMax);
    expect(terms('x'.repeat(1_000_000))).toEqual([['x'.repeat(limits.searchMaxChars), false]]);
  });

  test('knows whether it was typed with diacritics', () => {
    expect(parseSearchQuery('le loi').isAccented).toBe(false);
    expect(parseSearchQuery('le lợi').isAccented).toBe(true);
  });
});

test('the forms of a text keep its lines and words, without punctuation', () => {
  const texts = joinSearchLines(searchLine('Cầu "Rào"'), searchLine(''), [
    searchLine('Sâu 2.500 m.\nXong'),
    searchLine('…'),
  ]);
  expect(texts.folded).toBe(' cau rao \n  \n sau 2 500 m xong \n  ');
  expect(texts.exact).toBe(' ca6u2 rao2 \n  \n sa6u 2 500 m xong \n  ');
  expect(texts.foldedHead).toBe(' cau rao \n  ');
});

describe('matches', () => {
  const marked = (text: string, q: string) =>
    markMatches(text, parseSearchQuery(q))
      .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
      .join('');

  test.each([
    ['Phố Lê Lợi, TP Hải Phòng', 'hai phong', 'Phố Lê Lợi, TP [Hải Phòng]'],
    ['Lễ hội ở phố Lê Lợi', 'lê lợi', 'Lễ hội ở phố [Lê Lợi]'],
    ['Lễ ở Lê Chân', 'lê', 'Lễ ở [Lê] Chân'],
    ['Lễ hội', 'lê', '[Lễ] hội'],
    ['Hoà bình', 'hòa', '[Hoà] bình'],
    ['Hoà bình'.normalize('NFD'), 'hòa', '[Hoà] bình'.normalize('NFD')],
    ['Phong trào ở phòng', 'pho', '[Pho]ng trào ở [phò]ng'],
    ['an toàn, bàn', 'an', '[an] toàn, bàn'],
    ['Đường 5 và đường 10', 'duong', '[Đường] 5 và [đường] 10'],
    ['𝗧𝗛𝗢̂𝗡𝗚 báo', 'thông', '[𝗧𝗛𝗢̂𝗡𝗚] báo'],
    ['<script>alert(1)</script>', 'script', '<[script]>alert(1)</[script]>'],
    ['Lê – Lợi', '"lê lợi"', '[Lê – Lợi]'],
    ['không có', 'gì', 'không có'],
    ['không có', '%', 'không có'],
    ['', 'gì', ''],
  ])('of %s, %s', (text, q, expected) => {
    expect(marked(text, q)).toBe(expected);
  });

  test('the marked parts are the text', () => {
    const text = 'Ở Hải Phòng, hải quan mở phòng 🚢 mới; HẢI PHÒNG'.normalize('NFD');
    for (const q of ['hai', 'hải phòng', 'phong', 'o', 'mới hai', '"hải quan mở"']) {
      expect(
        markMatches(text, parseSearchQuery(q))
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }
  });

  test('an excerpt surrounds the place with the most matches, cut between words of its line', () => {
    const text = `${'Chữ đầu bài. '.repeat(40)}\nTàu vào cảng Lạch Huyện sáng nay. ${'Chữ cuối bài. '.repeat(40)}`;
    const excerpt = excerptOf(text, parseSearchQuery('lach huyen')) ?? '';
    expect(excerpt).toMatch(/^Tàu vào cảng Lạch Huyện sáng nay\. .*…$/);
    expect(excerpt.length).toBeLessThanOrEqual(182);
    expect(excerptOf(text, parseSearchQuery('không có'))).toBeNull();
    expect(excerptOf('Ngắn thôi', parseSearchQuery('thoi'))).toBe('Ngắn thôi');
    expect(excerptOf('a'.repeat(5_000), parseSearchQuery('aaa'))).not.toBe('');
  });
});

describe('a suggestion', () => {
  const texts = ['Cảng Lạch Huyện đón tàu lớn\nTàu vào Hải Phòng', 'Nguyễn Huệ và Lê Lợi\nHai con đường'];
  test.each([
    ['lach huyem', 'Lạch Huyện'],
    ['lạch huyệm', 'Lạch Huyện'],
    ['hia phong', 'Hải Phòng'],
    ['haiphong', 'Hải Phòng'],
    ['Nguyễ Huệ', 'Nguyễn Huệ'],
    ['tau lnó', 'tàu lớn'],
    ['xyz', null],
    ['hai phong', null],
  ])('for %s is %s', (q, expected) => {
    expect(suggestQuery(parseSearchQuery(q), texts)).toBe(expected);
  });
});
