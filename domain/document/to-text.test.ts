import { expect, test } from 'vitest';
import { countWords } from '../vietnamese.ts';
import type { ContentJson, NodeJson } from './content.ts';
import { contentText, contentWordCount } from './to-text.ts';

const paragraph = (text: string): NodeJson => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const contentWith = (...blocks: NodeJson[]): ContentJson => ({
  title: 'Cảng mở',
  lead: 'Sáng nay – 5 giờ',
  body: { type: 'doc', content: blocks },
});

test('the words of a content are those of its text, also when some blocks have been counted before', () => {
  const known = paragraph('Nước rút.');
  const list = {
    type: 'bulletList',
    content: [
      { type: 'listItem', content: [paragraph('Một')] },
      { type: 'listItem', content: [paragraph('hai')] },
    ],
  };
  expect(contentWordCount(contentWith(known))).toBe(8);
  const content = contentWith(known, list, paragraph(''), known);
  expect(contentWordCount(content)).toBe(countWords(contentText(content)));
});
