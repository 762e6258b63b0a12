import { expect, test } from 'vitest';
import type { ContentJson } from '../document/content.ts';
import { withBlockOf } from './restore.ts';

/** `a1 b c`: blocks by their id, with a digit in place of their text. */
const content = (blocks: string): ContentJson => ({
  title: '',
  lead: '',
  body: {
    type: 'doc',
    content: blocks
      .split(' ')
      .filter((name) => name !== '')
      .map((name) => ({
        type: 'paragraph',
        attrs: { id: name.charAt(0) },
        content: [{ type: 'text', text: name.slice(1) || '0' }],
      })),
  },
});
const shown = (restored: ContentJson | null) =>
  restored?.body.content
    ?.map((node) => `${node.attrs?.id}${node.content?.[0]?.text}`.replace('0', ''))
    .join(' ');

test.each([
  ['a changed block gets back its content in its present place', 'c a b1', 'a b2 c', 'b', 'c a b2'],
  ['a removed block is restored behind its former predecessor', 'a n c', 'a b c', 'b', 'a b n c'],
  [
    'a block whose predecessors are gone is restored before its former successor',
    'n c d',
    'a b c d',
    'b',
    'n b c d',
  ],
  ['a block is restored though none of its former siblings is left', 'n m', 'a b', 'b', 'b n m'],
  ['a block that only moved is moved back', 'b a c', 'a b c', 'b', 'a b c'],
  ['an unchanged block stays', 'a b c', 'a b c', 'b', 'a b c'],
])('%s', (_name, now, then, id, wanted) => {
  expect(shown(withBlockOf(content(now), content(then), id))).toBe(wanted);
});

test('a block that the earlier version lacks cannot be restored', () => {
  expect(withBlockOf(content('a b'), content('a'), 'b')).toBeNull();
});
