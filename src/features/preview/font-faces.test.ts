import { expect, test } from 'vitest';
import { removeUnusedFontFaces } from './font-faces.ts';

const face = (name: string, range: string) =>
  `@font-face { font-family: "A"; font-style: normal; font-weight: 400; src: url("./${name}.woff2"); unicode-range: ${range}; }`;
// In the order of fonts.css: U+0110 and others are in both `latin-ext` and `vietnamese`.
const css = [
  face('latin-ext', 'U+0100-02BA, U+1E00-1E9F'),
  face('latin', 'U+0000-00FF'),
  face('vietnamese', 'U+0102-0103, U+0110-0111, U+1EA0-1EF9'),
  'body { color: red; }',
].join('\n');
const namesIn = (rules: string) => [...rules.matchAll(/\.\/([a-z-]+)\.woff2/g)].map(([, name]) => name);

test.each([
  ['Tau cap cang', ['latin']],
  ['Đảo', ['latin', 'vietnamese']],
  ['Łódź', ['latin-ext', 'latin']],
  ['', []],
])('for %j the faces are %j', (text, names) => {
  expect(namesIn(removeUnusedFontFaces(css, text))).toEqual(names);
});

test('other rules are unchanged', () => {
  expect(removeUnusedFontFaces(css, '')).toContain('body { color: red; }');
});
