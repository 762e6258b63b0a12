import { describe, expect, test } from 'vitest';
import { limits } from '../limits.ts';
import { checkContent } from './check.ts';
import type { NodeJson } from './content.ts';

const mediaId = 'a3f0c1de-0000-4000-8000-000000000001';
const text = (value: string, ...marks: NodeJson['marks'] & object): NodeJson =>
  marks.length > 0 ? { type: 'text', text: value, marks } : { type: 'text', text: value };
const paragraph = (...content: NodeJson[]): NodeJson => ({ type: 'paragraph', content });
const doc = (...content: NodeJson[]): NodeJson => ({ type: 'doc', content });
const figure = (attrs: object = {}): NodeJson => ({
  type: 'figure',
  attrs: { mediaId, ...attrs },
  content: [
    { type: 'caption', content: [text('Tàu cập cảng')] },
    { type: 'credit', content: [text('An')] },
  ],
});
const check = (body: unknown, over: object = {}) => checkContent({ title: 'Tên', lead: '', body, ...over });
const problemOf = (body: unknown, over: object = {}) => {
  const result = check(body, over);
  return result.ok ? null : result.problem;
};
/** Lists in lists: each list and each item is one level. */
const nested = (lists: number): NodeJson => {
  let node = paragraph(text('x'));
  for (let level = 0; level < lists; level += 1) {
    node = { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(), node] }] };
  }
  return doc(node);
};

describe('a valid document', () => {
  test('is returned in canonical form: every attribute present, text in NFC', () => {
    const result = check(doc(paragraph(text('tiếng'.normalize('NFD'))), figure()), { lead: '\u00D0à Nẵng' });
    expect(result).toMatchObject({
      ok: true,
      content: {
        lead: 'Đà Nẵng',
        body: {
          content: [
            { type: 'paragraph', attrs: { id: null }, content: [{ text: 'tiếng'.normalize('NFC') }] },
            { type: 'figure', attrs: { mediaId, alt: '', layout: 'center', width: 1200, height: 800 } },
          ],
        },
      },
    });
  });

  test('is the same after a second check', () => {
    const first = check(doc(paragraph(text('a', { type: 'bold' })), figure({ alt: 'Tàu' })));
    if (!first.ok) throw new Error(first.problem.reason);
    expect(checkContent(first.content)).toEqual(first);
  });

  test('has line breaks without marks, because a Y.Doc holds none', () => {
    const marks = [{ type: 'bold' }];
    const result = check(doc(paragraph(text('a', ...marks), { type: 'hardBreak', marks }, text('b'))));
    if (!result.ok) throw new Error(result.problem.reason);
    expect(result.content.body.content?.[0]?.content?.[1]).toEqual({ type: 'hardBreak' });
    expect(checkContent(result.content)).toEqual(result);
  });

  test('has line breaks in paragraphs and headings, not in captions', () => {
    const lines = [text('a'), { type: 'hardBreak' }, text('b')];
    expect(check(doc({ type: 'heading', content: lines })).ok).toBe(true);
    const captioned = { ...figure(), content: [{ type: 'caption', content: lines }, { type: 'credit' }] };
    expect(problemOf(doc(captioned))?.reason).toBe('hardBreak is not allowed here');
  });

  test('may be incomplete', () => {
    const empty = { ...figure(), content: [{ type: 'caption' }, { type: 'credit' }] };
    expect(check(doc(empty), { title: '' }).ok).toBe(true);
  });
});

describe('a document is rejected, with the place, for', () => {
  const link = (href: unknown) => doc(paragraph(text('x', { type: 'link', attrs: { href } })));

  test.each<[string, unknown, string]>([
    ['an unknown node', doc({ type: 'script' }), 'body.content.0'],
    ['a node named like a property of every object', doc({ type: 'constructor' }), 'body.content.0'],
    ['an unknown attribute', doc({ ...paragraph(), attrs: { style: 'x' } }), 'body.content.0.attrs'],
    ['an unknown key', doc({ ...paragraph(), html: '<b>' } as NodeJson), 'body.content.0'],
    ['a heading of level 9', doc({ type: 'heading', attrs: { level: 9 } }), 'body.content.0.attrs.level'],
    ['a figure without a picture', doc({ ...figure(), attrs: {} }), 'body.content.0.attrs.mediaId'],
    ['a figure inside a list', doc({ type: 'bulletList', content: [figure()] }), 'body.content.0.content.0'],
    [
      'a mark where none may be',
      doc({
        ...figure(),
        content: [{ type: 'caption' }, { type: 'credit', content: [text('x', { type: 'bold' })] }],
      }),
      'body.content.0.content.1.content.0',
    ],
    ['an unknown mark', doc(paragraph(text('x', { type: 'blink' }))), 'body.content.0.content.0'],
    ['a script as a link', link('javascript:alert(1)'), 'body.content.0.content.0.marks.href'],
    ['a script as a link, in disguise', link(' JaVaScRiPt:alert(1)'), 'body.content.0.content.0.marks.href'],
    ['a link into data', link('data:text/html,x'), 'body.content.0.content.0.marks.href'],
    ['a link with a password in it', link('https://a:b@example.vn/'), 'body.content.0.content.0.marks.href'],
    ['a link that is no text', link(7), 'body.content.0.content.0.marks.href'],
    ['a relative link', link('/trang'), 'body.content.0.content.0.marks.href'],
    ['a control character', doc(paragraph(text('a\u0000b'))), 'body.content.0.content.0'],
    [
      'a tower of marks',
      doc(paragraph(text(`a${'\u0301\u0323'.repeat(500_000)}`))),
      'body.content.0.content.0',
    ],
    ['half a character', doc(paragraph(text('\uD800'))), 'body.content.0.content.0'],
    ['text without text', doc(paragraph(text(''))), 'body.content.0.content.0'],
    ['no document at all', paragraph(), 'body'],
    ['nothing', null, 'body'],
    [
      'an unconfirmed text that is no text',
      doc(figure({ unconfirmedCaption: { text: 'Tàu' } })),
      'body.content.0.attrs.unconfirmedCaption',
    ],
    [
      'an unconfirmed text beyond the limit',
      doc(figure({ unconfirmedAlt: 'a'.repeat(limits.altMaxChars + 1) })),
      'body.content.0.attrs.unconfirmedAlt',
    ],
    ['an empty list', doc({ type: 'bulletList' }), 'body'],
  ])('%s', (_name, body, path) => {
    expect(problemOf(body)?.path).toBe(path);
  });

  test.each([
    ['a second line in the title', { title: 'a\nb' }, 'title'],
    ['a title that is too long', { title: 'a'.repeat(limits.titleMaxChars + 1) }, 'title'],
    ['a lead that is no text', { lead: 7 }, 'lead'],
    ['a field that nobody knows', { html: '' }, 'html'],
  ])('%s', (_name, over, path) => {
    expect(problemOf(doc(paragraph()), over)?.path).toBe(path);
  });

  test('20,000 levels, without running out of stack', () => {
    expect(problemOf(nested(10_000))?.reason).toBe('nested too deeply');
    expect(check(nested(10)).ok).toBe(true);
  });

  test('more than 2 MB', () => {
    const result = check(doc(paragraph(text('ư'.repeat(limits.documentMaxBytes / 2)))));
    expect(result).toMatchObject({ ok: false, tooLarge: true });
  });
});
