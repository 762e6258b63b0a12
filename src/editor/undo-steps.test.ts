import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyExtensions } from '../../domain/document/extensions.ts';
import { UndoSteps } from './undo-steps.ts';

let editor: Editor;

beforeEach(() => {
  editor = new Editor({
    element: document.createElement('div'),
    extensions: [
      ...bodyExtensions,
      Collaboration.configure({ document: new Y.Doc(), field: 'body' }),
      UndoSteps,
    ],
  });
});

afterEach(() => editor.destroy());

const text = () => editor.state.doc.textContent;

test('undo of a change to a selection keeps the text typed before it', () => {
  editor.commands.insertContent('cảng biển');
  editor.commands.setTextSelection({ from: 1, to: 6 });
  editor.commands.deleteSelection();
  expect(text()).toBe('biển');
  editor.commands.undo();
  expect(text()).toBe('cảng biển');
  editor.commands.redo();
  expect(text()).toBe('biển');
});

test('continuous typing is one step', () => {
  editor.commands.insertContent('cảng ');
  editor.commands.insertContent('biển');
  editor.commands.undo();
  expect(text()).toBe('');
});
