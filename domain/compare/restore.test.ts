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
  ['a changed block gets back its words where it stands now', 'c a b1', 'a b2 c', 'b', 'c a b2'],
  ['a block that is gone comes back behind what stood before it', 'a n c', 'a b c', 'b', 'a b n c'],
  [
    'a block whose predecessors are gone is restored before its former successor',
    'n c d',
    'a b c d',
    'b',
    'n b c d',
  ],
  ['a block comes back though nothing that stood beside it is left', 'n m', 'a b', 'b', 'b n m'],
  ['a block that only moved goes back', 'b a c', 'a b c', 'b', 'a b c'],
  ['a block that is as it was stays', 'a b c', 'a b c', 'b', 'a b c'],
])('%s', (_name, now, then, id, wanted) => {
  expect(shown(withBlockOf(content(now), content(then), id))).toBe(wanted);
});

test('a block that the earlier version lacks cannot be restored', () => {
  expect(withBlockOf(content('a b'), content('a'), 'b')).toBeNull();
});
