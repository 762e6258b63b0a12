import { describe, expect, test } from 'vitest';
import { failedChecks, unknownMediaOf } from './checks.ts';
import type { ContentJson, NodeJson } from './document/content.ts';
import { unconfirmedAttributes } from './document/unconfirmed.ts';
import { limits } from './limits.ts';

const text = (value: string): NodeJson[] => (value === '' ? [] : [{ type: 'text', text: value }]);
const paragraph = (value: string): NodeJson => ({ type: 'paragraph', content: text(value) });
const figure = (caption: string, credit: string, alt: string): NodeJson => ({
  type: 'figure',
  attrs: { id: `f-${caption}`, alt },
  content: [
    { type: 'caption', content: text(caption) },
    { type: 'credit', content: text(credit) },
  ],
});
const complete: ContentJson = {
  title: 'Cầu Rào',
  lead: 'Thông xe.',
  body: { type: 'doc', content: [paragraph('Nội dung.'), figure('Cầu', 'Hải', 'Một cây cầu')] },
};
const fields = { categoryId: 'c', bylines: ['Hải Miên'] };
const codesOf = (content: ContentJson, of = fields) => failedChecks(content, of).map(({ code }) => code);

describe('the requirements of an article that is submitted', () => {
  test('are met by a complete one', () => {
    expect(codesOf(complete)).toEqual([]);
  });

  test('all fail for an empty one, in reading order', () => {
    const empty = { title: ' ', lead: '', body: { type: 'doc', content: [paragraph('')] } };
    expect(failedChecks(empty, { categoryId: null, bylines: [] }).map(({ code }) => code)).toEqual([
      'title-missing',
      'lead-missing',
      'body-missing',
      'category-missing',
      'byline-missing',
    ]);
  });

  test('include maximum lengths of title and lead', () => {
    const long = (chars: number) => 'a'.repeat(chars);
    expect(codesOf({ ...complete, title: long(limits.titleMaxChars) })).toEqual([]);
    expect(codesOf({ ...complete, title: long(limits.titleMaxChars + 1) })).toEqual(['title-too-long']);
    expect(codesOf({ ...complete, lead: long(limits.leadMaxChars + 1) })).toEqual(['lead-too-long']);
  });

  test('failed checks of a figure name its number and its block', () => {
    const body = { type: 'doc', content: [figure('Một', 'Hải', 'Một'), figure(' ', '', '')] };
    expect(failedChecks({ ...complete, body }, fields)).toEqual([
      { code: 'caption-missing', figureNumber: 2, blockId: 'f- ' },
      { code: 'credit-missing', figureNumber: 2, blockId: 'f- ' },
      { code: 'alt-missing', figureNumber: 2, blockId: 'f- ' },
    ]);
  });

  test('a proposed text that nobody has confirmed fails, until it is confirmed or edited', () => {
    const proposed = { caption: 'Cầu', credit: 'Hải', alt: 'Một cây cầu' };
    const codesFor = (attrs: object, caption = 'Cầu') => {
      const one = figure(caption, 'Hải', 'Một cây cầu');
      const body = { type: 'doc', content: [{ ...one, attrs: { ...one.attrs, ...attrs } }, paragraph('A')] };
      return codesOf({ ...complete, body });
    };
    const attrs = unconfirmedAttributes(proposed);
    expect(codesFor(attrs)).toEqual(['caption-unconfirmed', 'credit-unconfirmed', 'alt-unconfirmed']);
    expect(codesFor(attrs, 'Cầu'.normalize('NFD'))).toContain('caption-unconfirmed');
    expect(codesFor(attrs, 'Cầu Rào')).toEqual(['credit-unconfirmed', 'alt-unconfirmed']);
    expect(codesFor(attrs, ' ')).toEqual(['caption-missing', 'credit-unconfirmed', 'alt-unconfirmed']);
    expect(codesFor({ ...attrs, unconfirmedCaption: null, unconfirmedAlt: null })).toEqual([
      'credit-unconfirmed',
    ]);
    expect(codesFor(unconfirmedAttributes({ caption: '', credit: ' ', alt: '' }))).toEqual([]);
  });

  test('a picture that the library does not have fails, with its place', () => {
    const one = figure('Cầu', 'Hải', 'Một cây cầu');
    const body = {
      type: 'doc',
      content: [{ ...one, attrs: { ...one.attrs, mediaId: 'm' } }, paragraph('A')],
    };
    const checks = failedChecks({ ...complete, body }, fields, ['m']);
    expect(checks).toEqual([{ code: 'media-unknown', figureNumber: 1, blockId: 'f-Cầu', mediaId: 'm' }]);
    expect(unknownMediaOf(checks)).toEqual(['m']);
  });

  test('a pending upload fails the check', () => {
    const body = { type: 'doc', content: [paragraph('A'), { type: 'upload', attrs: { id: 'u' } }] };
    expect(failedChecks({ ...complete, body }, fields)).toEqual([{ code: 'upload-pending', blockId: 'u' }]);
  });
});
