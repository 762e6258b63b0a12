import { Editor } from '@tiptap/core';
import { expect, onTestFinished, test } from 'vitest';
import { bodyExtensions } from '../../domain/document/extensions.ts';
import { CaretBlock } from './caret-block.ts';

test('the block with the caret is marked, a new one from its first moment', () => {
  const element = document.body.appendChild(document.createElement('div'));
  const editor = new Editor({
    element,
    extensions: [...bodyExtensions, CaretBlock],
    content: '<p>Cảng</p><ul><li><p>Cá</p></li></ul>',
  });
  onTestFinished(() => editor.destroy());
  const marked = () => [...editor.view.dom.children].map((block) => block.classList.contains('caret-block'));
  editor.commands.setTextSelection(9);
  expect(marked()).toEqual([false, true]);
  editor.commands.setTextSelection(5);
  expect(marked()).toEqual([true, false]);
  editor.commands.splitBlock();
  expect(marked()).toEqual([false, true, false]);
});
