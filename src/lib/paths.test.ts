import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paths, safeNext } from './paths.ts';

test('filters are part of the list’s URL', () => {
  expect(paths.articles()).toBe('/articles');
  expect(paths.articles({ view: 'review', q: ' cầu ' })).toBe('/articles?view=review&q=c%E1%BA%A7u');
});

test('the page requested before sign-in is opened after it', () => {
  const wanted = '/articles/1/review?tab=history';
  expect(new URL(paths.signIn(wanted), location.origin).searchParams.get('next')).toBe(wanted);
  expect(safeNext(wanted)).toBe(wanted);
});

test.each([
  null,
  '',
  'https://evil.test/',
  '//evil.test/',
  '/\\evil.test',
  'javascript:alert(1)',
  '/sign-in?next=/sign-in',
  '/sign-in/',
  '/.//evil.test',
  '/..//evil.test',
  '/a/..//evil.test',
  '/%2e//evil.test',
  '/.\\/evil.test',
  '/./\\evil.test',
  '/\t/evil.test',
  '/\n/evil.test',
  '/.\t//evil.test',
  '//[',
])('sign-in never redirects to %s', (next) => {
  expect(safeNext(next)).toBe('/articles');
});

test('whatever is requested, sign-in stays on this site', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '%2e',
    '%2f',
    '%5c',
    '\t',
    '\n',
    '\r',
    ' ',
    '@',
    ':',
    '?',
    '#',
    'evil.test',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
      const next = safeNext(pieces.join(''));
      expect(next).toMatch(/^\/(?![/\\])/);
      // Resolved again, as a router or `location` does.
      expect(new URL(next, location.origin).origin).toBe(location.origin);
    }),
    { numRuns: 2_000 },
  );
});
