import { Editor } from '@tiptap/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NodeJson } from '../../../domain/document/content.ts';
import { bodyExtensions } from '../../../domain/document/extensions.ts';
import { bodyToHtml } from '../../../domain/document/to-html.ts';
import { keepRestored, removeRestored, restoredAtSelection } from './restored-commands.ts';

let editor: Editor;

const restored = { type: 'text', text: 'viết lúc ấy', marks: [{ type: 'restored' }] };

beforeEach(() => {
  editor = new Editor({
    element: document.createElement('div'),
    extensions: bodyExtensions,
    content: {
      type: 'doc',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: 'Một.' }] },
        { type: 'paragraph', content: [restored] },
        { type: 'paragraph', content: [{ type: 'text', text: 'Hai ' }, restored] },
      ],
    },
  });
});

afterEach(() => editor.destroy());

const caretIn = (paragraph: number) => {
  let pos = 0;
  for (let index = 0; index < paragraph; index += 1) pos += editor.state.doc.child(index).nodeSize;
  editor.commands.setTextSelection(pos + 7);
};
const paragraphs = () => editor.state.doc.children.map(({ textContent }) => textContent);

test('readers get restored text as text', () => {
  expect(bodyToHtml(editor.getJSON() as NodeJson)).toBe(
    '<p>Một.</p><p>viết lúc ấy</p><p>Hai viết lúc ấy</p>',
  );
});

test('restored text is kept by removing its mark', () => {
  caretIn(1);
  keepRestored(editor);
  expect(restoredAtSelection(editor.state)).toBeNull();
  expect(paragraphs()).toEqual(['Một.', 'viết lúc ấy', 'Hai viết lúc ấy']);
  caretIn(2);
  expect(restoredAtSelection(editor.state)).not.toBeNull();
});

test('restored text is removed, with its paragraph when that has no other', () => {
  caretIn(2);
  removeRestored(editor);
  expect(paragraphs()).toEqual(['Một.', 'viết lúc ấy', 'Hai ']);
  caretIn(1);
  removeRestored(editor);
  expect(paragraphs()).toEqual(['Một.', 'Hai ']);
});

test('what is typed behind restored text is not restored text', () => {
  editor.commands.setTextSelection(editor.state.doc.content.size - 1);
  editor.view.dispatch(editor.state.tr.insertText('!'));
  expect(editor.state.doc.lastChild?.lastChild?.marks).toEqual([]);
});
