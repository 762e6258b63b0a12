import { Editor } from '@tiptap/core';
import { afterEach, expect, test } from 'vitest';
import { bodyExtensions } from '../../domain/document/extensions.ts';
import { LineBreaks } from './line-breaks.ts';

let editor: Editor | null = null;

afterEach(() => editor?.destroy());

/** Presses Shift+Enter after the first occurrence of the text. @returns the HTML afterwards. */
function breakLineAfter(text: string, html: string): string {
  const made = new Editor({
    element: document.createElement('div'),
    extensions: [...bodyExtensions, LineBreaks],
    content: html,
  });
  editor = made;
  made.state.doc.descendants((node, pos) => {
    const index = node.text?.indexOf(text) ?? -1;
    if (index >= 0) made.commands.setTextSelection(pos + index + text.length);
  });
  const event = new KeyboardEvent('keydown', {
    key: 'Enter',
    shiftKey: true,
    bubbles: true,
    cancelable: true,
  });
  made.view.dom.dispatchEvent(event);
  return made.getHTML();
}

test.each([
  ['a paragraph', '<p>Trăm năm,chữ tài</p>', '<p>Trăm năm,<br>chữ tài</p>'],
  ['a heading', '<h2>Trăm năm,chữ tài</h2>', '<h2>Trăm năm,<br>chữ tài</h2>'],
  [
    'bold text',
    '<p><strong>Trăm năm,chữ</strong></p>',
    '<p><strong>Trăm năm,</strong><br><strong>chữ</strong></p>',
  ],
  ['a list item', '<ul><li><p>Trăm năm,chữ</p></li></ul>', '<ul><li><p>Trăm năm,<br>chữ</p></li></ul>'],
])('Shift+Enter breaks the line in %s', (_place, html, result) => {
  expect(breakLineAfter('Trăm năm,', html)).toBe(result);
});

test('Shift+Enter in a caption breaks no line', () => {
  const figure =
    '<figure data-media-id="m-1"><figcaption>Trăm năm, chữ</figcaption><small data-credit="">An</small></figure>';
  expect(breakLineAfter('Trăm năm,', figure)).not.toContain('<br>');
});

test('bold text across a line break is bold, the break is not', () => {
  breakLineAfter('Trăm năm,', '<p>Trăm năm,chữ tài</p>');
  editor?.chain().selectAll().toggleMark('bold').run();
  expect(editor?.getHTML()).toBe('<p><strong>Trăm năm,</strong><br><strong>chữ tài</strong></p>');
  editor?.commands.toggleMark('bold');
  expect(editor?.getHTML()).toBe('<p>Trăm năm,<br>chữ tài</p>');
});
