import { Fragment, Slice } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import { bodySchema } from '../../../domain/document/extensions.ts';
import { withPlainLetters } from './plain-letters.ts';

test.each([
  ['paragraph', '<paragraph(bold("THÔNG BÁO "), "finance")>'],
  ['heading', '<heading("THÔNG BÁO finance")>'],
  ['credit', '<credit("THÔNG BÁO finance")>'],
])('letters that look bold, in a %s', (type, expected) => {
  const block = bodySchema.node(type, null, bodySchema.text('𝗧𝗛𝗢̂𝗡𝗚 𝗕𝗔́𝗢 ﬁnance'));
  expect(String(withPlainLetters(new Slice(Fragment.from(block), 1, 1)).content)).toBe(expected);
});
