import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Selection } from '@tiptap/pm/state';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import { afterEach, describe, expect, test } from 'vitest';
import { Doc } from 'yjs';
import type { Media } from '../../../domain/contract/media.ts';
import { bodyExtensions, bodySchema } from '../../../domain/document/extensions.ts';
import { bodyLine, bodyState } from '../../../tests/builders/body-docs.ts';
import { ownUndoStep } from '../undo-steps.ts';
import { createConfirmations } from './confirmations.ts';
import {
  exchangePlaceholder,
  insertMedia,
  placeAtCaret,
  placeholderOf,
  putBlocks,
  removePlaceholder,
} from './place-pictures.ts';
import { replacePicture } from './replace-picture.ts';

const editors: Editor[] = [];

afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy();
});

/** An editor on a Y.Doc of its own that holds what the line describes. */
function anEditor(line: string): Editor {
  const { doc, selection } = bodyState(line);
  const ydoc = new Doc();
  prosemirrorJSONToYXmlFragment(bodySchema, doc.toJSON(), ydoc.getXmlFragment('body'));
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: [...bodyExtensions, Collaboration.configure({ document: ydoc, field: 'body' })],
  });
  editors.push(editor);
  const { state, view } = editor;
  view.dispatch(state.tr.setSelection(Selection.fromJSON(state.doc, selection.toJSON())));
  return editor;
}

function upload(editor: Editor, id: string): void {
  const { state, view } = editor;
  const tr = putBlocks(
    state.tr,
    placeAtCaret(state),
    [placeholderOf(state.schema, id, `${id}.jpg`)],
    'after',
  );
  ownUndoStep(view, () => view.dispatch(tr), [id]);
}

const lineOf = (editor: Editor) => bodyLine(editor.state).replaceAll('^', '');

function aMedia(words: Partial<Media> = {}): Media {
  return {
    id: 'tau',
    fileName: 'tau.jpg',
    mimeType: 'image/jpeg',
    width: 1600,
    height: 1000,
    bytes: 1,
    caption: '',
    credit: '',
    alt: '',
    renditions: [],
    createdAt: '2026-03-11T07:06:00Z',
    createdBy: { id: 'a', name: 'A' },
    ...words,
  };
}

describe('the place of a new picture', () => {
  test.each([
    ['an empty paragraph gives way, and one to go on in follows', 'A|^|B', 'A|{u}|^|B'],
    ['after the block that the caret is in', 'A^a|B', 'A^a|{u}|B'],
    ['before a paragraph that the caret stands at the start of', 'A|^B', 'A|{u}|^B'],
    ['after the figure whose caption the caret is in', 'A|[a: Ch^ú~]|B', 'A|[a: Ch^ú~]|{u}|B'],
    ['at the end a paragraph to go on in is made', 'Aa^', 'Aa|{u}|^'],
    ['an empty paragraph that follows is gone on in', 'Aa^||B', 'Aa|{u}|^|B'],
  ])('%s', (_name, before, expected) => {
    const state = bodyState(before);
    const block = placeholderOf(state.schema, 'u', 'u.jpg');
    const tr = putBlocks(state.tr, placeAtCaret(state), [block], 'after');
    expect(bodyLine(state.apply(tr))).toBe(expected);
  });
});

test('the figure takes the place of its placeholder and leaves the caret alone', () => {
  const editor = anEditor('A|{u}|B^b');
  const confirmations = createConfirmations('a', null);
  expect(
    exchangePlaceholder(
      editor.view,
      'u',
      aMedia({ caption: 'Tàu\nvào luồng', credit: 'Lan' }),
      confirmations,
    ),
  ).toBe(true);
  expect(bodyLine(editor.state)).toBe('A|[tau: Tàu vào luồng~Lan]|B^b');
  const id = editor.state.doc.child(1).attrs.id;
  expect(confirmations.isPending(id, 'caption', 'Tàu vào luồng')).toBe(true);
  expect(confirmations.isPending(id, 'alt', '')).toBe(false);
});

test('a placeholder that is gone takes no figure', () => {
  const editor = anEditor('A|B^b');
  expect(exchangePlaceholder(editor.view, 'u', aMedia(), createConfirmations('a', null))).toBe(false);
  expect(lineOf(editor)).toBe('A|Bb');
});

test('undo takes the picture away that was inserted, not the placeholder back', () => {
  const editor = anEditor('A^');
  upload(editor, 'u');
  expect(lineOf(editor)).toBe('A|{u}|');
  exchangePlaceholder(editor.view, 'u', aMedia(), createConfirmations('a', null));
  editor.commands.undo();
  expect(lineOf(editor)).toBe('A');
  editor.commands.redo();
  expect(lineOf(editor)).toBe('A|[tau: ~]|');
});

test('words typed while the picture was on its way are undone before it', () => {
  const editor = anEditor('A^');
  upload(editor, 'u');
  editor.commands.insertContent('Sau');
  exchangePlaceholder(editor.view, 'u', aMedia(), createConfirmations('a', null));
  expect(lineOf(editor)).toBe('A|[tau: ~]|Sau');
  editor.commands.undo();
  expect(lineOf(editor)).toBe('A|[tau: ~]|');
  editor.commands.undo();
  expect(lineOf(editor)).toBe('A');
});

test('taking a placeholder away leaves no trace in the history', () => {
  const editor = anEditor('A^');
  upload(editor, 'u');
  removePlaceholder(editor.view, 'u');
  expect(lineOf(editor)).toBe('A|');
  editor.commands.undo();
  expect(lineOf(editor)).toBe('A');
  editor.commands.redo();
  expect(lineOf(editor)).not.toContain('{u}');
});

test('a deleted figure comes back whole', () => {
  const editor = anEditor('A|^[tau: Chú thích~Lan]|B');
  editor.commands.deleteSelection();
  expect(lineOf(editor)).toBe('A|B');
  editor.commands.undo();
  expect(lineOf(editor)).toBe('A|[tau: Chú thích~Lan]|B');
});

test('a picture of the desk is inserted with its words, which wait to be confirmed', () => {
  const editor = anEditor('A^');
  const confirmations = createConfirmations('a', null);
  insertMedia(editor.view, aMedia({ credit: 'Lan', alt: 'Một con tàu' }), confirmations);
  expect(lineOf(editor)).toBe('A|[tau: ~Lan]|');
  const { id, alt } = editor.state.doc.child(1).attrs;
  expect(alt).toBe('Một con tàu');
  expect(confirmations.isPending(id, 'credit', 'Lan')).toBe(true);
});

test('another picture brings its credit, keeps the caption, and all of it waits to be confirmed', () => {
  const editor = anEditor('A|^[cu: Chú thích~Lan]|B');
  const confirmations = createConfirmations('a', null);
  const { id } = editor.state.doc.child(1).attrs;
  replacePicture(editor.view, id, aMedia({ credit: 'Minh' }), confirmations);
  expect(bodyLine(editor.state)).toBe('A|^[tau: Chú thích~Minh]|B');
  expect(editor.state.doc.child(1).attrs).toMatchObject({ id, width: 1600, height: 1000 });
  expect(confirmations.isPending(id, 'caption', 'Chú thích')).toBe(true);
  expect(confirmations.isPending(id, 'credit', 'Minh')).toBe(true);
  editor.commands.undo();
  expect(lineOf(editor)).toBe('A|[cu: Chú thích~Lan]|B');
});
