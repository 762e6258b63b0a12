import { expect, test } from 'vitest';
import { linkAddress } from './link-address.ts';

test.each([
  ['https://example.vn/tin?a=1#x', 'https://example.vn/tin?a=1#x'],
  ['  http://example.vn ', 'http://example.vn'],
  ['example.vn', 'https://example.vn'],
  ['example.vn/Cảng-biển', 'https://example.vn/Cảng-biển'],
  ['//example.vn/a', 'https://example.vn/a'],
  ['toasoan@example.vn', 'mailto:toasoan@example.vn'],
  ['mailto:toasoan@example.vn', 'mailto:toasoan@example.vn'],
  ['0225 384 2210', 'tel:02253842210'],
  ['+84 (225) 384-2210', 'tel:+842253842210'],
])('%j is understood as %j', (typed, address) => {
  expect(linkAddress(typed)).toBe(address);
});

test.each([
  '',
  'cảng biển',
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'data:text/html,x',
  'ftp://example.vn',
  'file:///C:/bai.docx',
  'https://user:pass@example.vn',
  'https://',
  'mailto:',
  'localhost',
  '.vn',
  'example.vn/a b',
])('%j may not be linked to', (typed) => {
  expect(linkAddress(typed)).toBeNull();
});
