import { describe, expect, test } from 'vitest';
import type { ContentJson } from './document/content.ts';
import { ownSharesOf, type Submission, submittedText, type Writer, type WrittenText } from './own-share.ts';

/** `['lan', 'Tàu vào ', 'bien', 'cảng']`: who wrote which part. */
const text = (...parts: [Writer, string][]): WrittenText => ({
  text: parts.map(([, part]) => part).join(''),
  parts: parts.map(([writer, part]) => ({ writer, length: part.length })),
});
const content = (title: string, ...paragraphs: string[]): ContentJson => ({
  title,
  lead: '',
  body: {
    type: 'doc',
    content: paragraphs.map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] })),
  },
});
const submission = (by: string, ...paragraphs: string[]): Submission => ({
  by,
  text: submittedText(content('', ...paragraphs)),
});
const never = { latest: null, earlier: null };

describe('without a submission', () => {
  test('an account’s share is that of the characters it wrote, without white space, rounded up', () => {
    const texts = [text(['lan', 'abc '], ['bien', ' d e f ']), text(['lan', 'g'])];
    expect(ownSharesOf(texts, ['lan'], never)).toEqual({ byAccount: { lan: 58, bien: 43 }, others: 0 });
  });

  test('a word is that of everybody who wrote a letter of it', () => {
    const texts = [text(['lan', 'cả'], ['bien', 'ng'], ['lan', ' tà'], ['quan', 'u'])];
    expect(ownSharesOf(texts, ['lan'], never).byAccount).toEqual({ lan: 100, bien: 58, quan: 43 });
  });

  test('a line break separates words, and is nobody’s', () => {
    const lines = [{ type: 'text', text: 'một' }, { type: 'hardBreak' }, { type: 'text', text: 'hai' }];
    const body = { type: 'doc', content: [{ type: 'paragraph', content: lines }] };
    const earlier = { by: 'lan', text: submittedText({ title: '', lead: '', body }) };
    expect(earlier.text.hasWhole('một\nhai')).toBe(true);
    const written = text(['lan', 'ab'], [undefined, '\n'], ['bien', 'cd']);
    expect(ownSharesOf([written], ['lan'], never).byAccount).toEqual({ lan: 50, bien: 50 });
  });

  test('a text without spaces that are known as such counts in full', () => {
    const blanks = text(['bien', 'Một đoạn mới'.replaceAll(' ', '\u2800')]);
    expect(ownSharesOf([text(['lan', 'abc']), blanks], ['lan'], never).byAccount.bien).toBe(80);
  });

  test('text older than the record of writers is that of each creator', () => {
    const texts = [text([undefined, 'abc'], ['bien', ' d'])];
    expect(ownSharesOf(texts, ['lan', 'bien'], never)).toEqual({
      byAccount: { lan: 75, bien: 100 },
      others: 0,
    });
  });

  test('text of an unknown writer counts as everybody’s own', () => {
    const texts = [text(['lan', 'abc'], [null, ' d'])];
    expect(ownSharesOf(texts, ['lan'], never)).toEqual({ byAccount: { lan: 100 }, others: 25 });
  });

  test('nobody has a share of an empty article', () => {
    expect(ownSharesOf([text(['lan', ' \n'])], ['lan'], never)).toEqual({ byAccount: { lan: 0 }, others: 0 });
  });
});

const line = 'Sáng nay con tàu đầu tiên của năm đã cập cảng Hải Phòng.';

describe('since a submission by somebody else', () => {
  const latest = submission('lan', line);

  test('only what is new counts, and for the submitter everything', () => {
    const texts = [text(['lan', line]), text(['bien', 'Mới.'])];
    expect(ownSharesOf(texts, ['lan'], { latest, earlier: null })).toEqual({
      byAccount: { lan: 92, bien: 9 },
      others: 0,
    });
  });

  test.each<[string, WrittenText[]]>([
    ['inserted again, as undoing a deletion does', [text(['bien', line])]],
    ['in another Unicode form, with other white space', [text(['bien', ` ${line.normalize('NFD')}  `])]],
    ['split into two paragraphs', [text(['lan', line.slice(0, 30)]), text(['bien', line.slice(30)])]],
    ['joined with another paragraph', [text(['bien', `${line} ${line}`])]],
  ])('submitted text is nobody’s own: %s', (_name, texts) => {
    expect(ownSharesOf(texts, ['lan'], { latest, earlier: null }).byAccount.bien ?? 0).toBe(0);
  });

  test('words that were corrected in text inserted again are one’s own', () => {
    const texts = [text(['bien', line.replace('của', 'mà')])];
    expect(ownSharesOf(texts, ['lan'], { latest, earlier: null }).byAccount.bien).toBe(5);
  });

  test('a text put together of fewer than five submitted words at a time is one’s own', () => {
    const words = line.split(' ');
    const shuffled = [...words.slice(8, 12), ...words.slice(4, 8), ...words.slice(0, 4)].join(' ');
    expect(ownSharesOf([text(['bien', shuffled])], ['lan'], { latest, earlier: null }).byAccount.bien).toBe(
      100,
    );
  });
});

test('for the last submitter what counts is the last submission by somebody else', () => {
  const texts = [text(['lan', line]), text(['bien', 'Một đoạn mới của biên tập viên.'])];
  const earlier = submission('lan', line);
  const latest = submission('bien', line, 'Một đoạn mới của biên tập viên.');
  expect(ownSharesOf(texts, ['lan'], { latest, earlier })).toEqual({
    byAccount: { lan: 0, bien: 37 },
    others: 0,
  });
});

test('captions, credits and alternative texts count', () => {
  const body = {
    type: 'doc',
    content: [
      {
        type: 'figure',
        attrs: { alt: 'Một con tàu' },
        content: [
          { type: 'caption', content: [{ type: 'text', text: 'Tàu cập cảng' }] },
          { type: 'credit', content: [{ type: 'text', text: 'Nguyễn An' }] },
        ],
      },
    ],
  };
  const latest = { by: 'lan', text: submittedText({ title: 'Tàu', lead: 'Sapo', body }) };
  for (const submitted of ['Một con tàu', 'Tàu cập cảng', 'Nguyễn An', 'Tàu', 'Sapo']) {
    const shares = ownSharesOf([text(['bien', submitted])], [], { latest, earlier: null });
    expect(shares.byAccount.bien ?? 0, submitted).toBe(0);
  }
});
