import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import type { Node } from '@tiptap/pm/model';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { newBlockId } from '../../domain/document/block-id.ts';
import { bodyExtensions } from '../../domain/document/extensions.ts';
import { BlockIds } from './block-ids.ts';

let editors: Editor[] = [];

afterEach(() => {
  for (const editor of editors) editor.destroy();
  editors = [];
});

function open(ydoc: Y.Doc): Editor {
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: [...bodyExtensions, Collaboration.configure({ document: ydoc, field: 'body' }), BlockIds],
  });
  editors.push(editor);
  return editor;
}

/** Every block with its id, in document order. */
function ids(editor: Editor): [string, string | null][] {
  const found: [string, string | null][] = [];
  editor.state.doc.descendants((node: Node) => {
    if ('id' in node.attrs) found.push([node.textContent, node.attrs.id]);
  });
  return found;
}

function idOf(editor: Editor, text: string): string | null | undefined {
  return ids(editor).find(([content]) => content === text)?.[1];
}

function expectAllDifferent(editor: Editor): void {
  const all = ids(editor).map(([, id]) => id);
  expect(all.every((id) => typeof id === 'string')).toBe(true);
  expect(new Set(all).size).toBe(all.length);
}

test('ids are valid and unique', () => {
  const made = Array.from({ length: 500 }, newBlockId);
  for (const id of made) expect(id).toMatch(/^[\w-]{12}$/);
  expect(new Set(made).size).toBe(500);
});

test('a new block gets an id and keeps it while text is typed', () => {
  const editor = open(new Y.Doc());
  editor.commands.insertContent('một');
  const id = idOf(editor, 'một');
  expect(id).toMatch(/^[\w-]{12}$/);
  editor.commands.insertContent(' hai');
  expect(idOf(editor, 'một hai')).toBe(id);
});

test('Enter in a block gives the second half a new id', () => {
  const editor = open(new Y.Doc());
  editor.commands.insertContent('mộthai');
  const id = idOf(editor, 'mộthai');
  editor.chain().setTextSelection(4).splitBlock().run();
  expect(idOf(editor, 'một')).toBe(id);
  expectAllDifferent(editor);
});

test('Enter at the start of a block keeps the id with the text', () => {
  const editor = open(new Y.Doc());
  editor.commands.insertContent('một');
  const id = idOf(editor, 'một');
  editor.chain().setTextSelection(1).splitBlock().run();
  expect(idOf(editor, 'một')).toBe(id);
  expectAllDifferent(editor);
});

test('lists, their items and paragraphs each get an id', () => {
  const editor = open(new Y.Doc());
  editor.commands.insertContent('<ul><li><p>một</p></li><li><p>hai</p></li></ul>');
  expect(ids(editor).length).toBeGreaterThanOrEqual(5);
  expectAllDifferent(editor);
});

test('a copy gets new ids, the original keeps its own', () => {
  const editor = open(new Y.Doc());
  editor.commands.insertContent('<p>một</p><p>hai</p>');
  const [one, two] = [idOf(editor, 'một'), idOf(editor, 'hai')];
  const { state, view } = editor;
  view.dispatch(state.tr.insert(0, state.doc.child(1)));
  expect(ids(editor).map(([text]) => text)).toContain('hai');
  expect(idOf(editor, 'một')).toBe(one);
  expect(ids(editor).filter(([, id]) => id === two)).toEqual([['hai', two]]);
  expectAllDifferent(editor);
});

test('stored marks survive the id transaction', () => {
  const editor = open(new Y.Doc());
  editor.commands.setBold();
  editor.commands.insertContent({ type: 'paragraph' });
  editor.commands.setBold();
  editor.view.dispatch(editor.state.tr.insertText('đậm'));
  expect(editor.isActive('bold')).toBe(true);
});

test('ids are part of the same undo step', () => {
  const editor = open(new Y.Doc());
  editor.commands.insertContent('một');
  editor.commands.undo();
  expect(editor.getText()).toBe('');
});

test('remote blocks are not changed', () => {
  const mine = new Y.Doc();
  const editor = open(mine);
  editor.commands.insertContent('một');
  const theirs = new Y.Doc();
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  const foreign = new Y.XmlElement('paragraph');
  foreign.insert(0, [new Y.XmlText('của người khác')]);
  theirs.getXmlFragment('body').insert(1, [foreign]);
  let edits = 0;
  mine.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin !== 'from afar') edits += 1;
  });
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs), 'from afar');
  expect(idOf(editor, 'của người khác')).toBeNull();
  expect(edits).toBe(0);
});
