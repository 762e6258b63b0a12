import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyExtensions } from '../../domain/document/extensions.ts';
import { BlockIds } from './block-ids.ts';
import { RelativeSelection } from './relative-selection.ts';

let mine: Y.Doc;
let theirs: Y.Doc;
let editor: Editor;

beforeEach(() => {
  [mine, theirs] = [new Y.Doc(), new Y.Doc()];
  editor = new Editor({
    element: document.createElement('div'),
    extensions: [
      ...bodyExtensions,
      Collaboration.configure({ document: mine, field: 'body' }),
      RelativeSelection,
      BlockIds,
    ],
  });
  editor.commands.insertContent('<p>cảng biển</p><p>tàu lớn</p>');
  // The initial content is not part of the undo history.
  yUndoPluginKey.getState(editor.state).undoManager.clear();
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  theirs.on('update', (update: Uint8Array) => Y.applyUpdate(mine, update, 'afar'));
});

afterEach(() => editor.destroy());

/** The text of a paragraph in the remote document. */
function theirText(index: number): Y.XmlText {
  const paragraphs = theirs.getXmlFragment('body').toArray() as Y.XmlElement[];
  const texts = paragraphs.flatMap((paragraph) => paragraph.toArray() as Y.XmlText[]);
  const text = texts[index];
  if (!text) throw new Error(`No paragraph ${index}`);
  return text;
}

/** The line with `^` at the caret. */
function line(): string {
  const { parent, parentOffset } = editor.state.selection.$head;
  return `${parent.textContent.slice(0, parentOffset)}^${parent.textContent.slice(parentOffset)}`;
}

function caretIn(text: string, offset: number): void {
  let start = 0;
  editor.state.doc.descendants((node, pos) => {
    if (node.isTextblock && node.textContent === text) start = pos + 1;
  });
  editor.commands.setTextSelection(start + offset);
}

test('remote text before the caret in the same paragraph moves it', () => {
  caretIn('tàu lớn', 3);
  theirText(1).insert(0, 'con ');
  expect(line()).toBe('con tàu^ lớn');
  theirText(1).insert(4, 'to ');
  expect(line()).toBe('con to tàu^ lớn');
});

test('a remote deletion before the caret moves it back, changes after it do not', () => {
  caretIn('cảng biển', 6);
  theirText(0).delete(0, 5);
  expect(line()).toBe('b^iển');
  theirText(0).insert(4, ' Đông');
  expect(line()).toBe('b^iển Đông');
});

test('edits in other paragraphs keep the caret at its letter', () => {
  caretIn('tàu lớn', 2);
  theirText(0).insert(0, 'Sáng nay, ');
  expect(line()).toBe('tà^u lớn');
});

test('a selection covers the same text', () => {
  caretIn('tàu lớn', 0);
  const { from } = editor.state.selection;
  editor.commands.setTextSelection({ from: from + 4, to: from + 7 });
  theirText(1).insert(0, 'con ');
  const selection = editor.state.selection;
  expect(editor.state.doc.textBetween(selection.from, selection.to)).toBe('lớn');
});

test('undo moves the caret to the undone change, and a later remote change does not', () => {
  caretIn('tàu lớn', 7);
  editor.commands.insertContent(' nhất');
  caretIn('cảng biển', 0);
  editor.commands.undo();
  expect(line()).toBe('tàu lớn^');
  caretIn('cảng biển', 4);
  theirText(1).insert(0, 'con ');
  expect(line()).toBe('cảng^ biển');
});

test('undo reverts local changes only', () => {
  caretIn('cảng biển', 9);
  editor.commands.insertContent(' sâu');
  theirText(0).insert(0, 'Một ');
  editor.commands.undo();
  expect(editor.getText({ blockSeparator: '|' })).toContain('Một cảng biển|');
});
