import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Selection } from '@tiptap/pm/state';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import { afterEach, describe, expect, test } from 'vitest';
import { Doc } from 'yjs';
import type { Media } from '../../../domain/contract/media.ts';
import { bodyExtensions, bodySchema } from '../../../domain/document/extensions.ts';
import { bodyLine, bodyState } from '../../../tests/builders/body-docs.ts';
import { runAsUndoStep } from '../undo-steps.ts';
import {
  createPlaceholder,
  insertBlocks,
  insertionRange,
  insertMedia,
  removePlaceholder,
  replaceMedia,
  replacePlaceholder,
} from './insert-figures.ts';
import { createMetadataConfirmations } from './metadata-confirmations.ts';

const editors: Editor[] = [];

afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy();
});

/** An editor on its own Y.Doc with the body that the line describes. */
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
  const tr = insertBlocks(
    state.tr,
    insertionRange(state),
    [createPlaceholder(state.schema, id, `${id}.jpg`)],
    'after',
  );
  runAsUndoStep(view, () => view.dispatch(tr), [id]);
}

const lineOf = (editor: Editor) => bodyLine(editor.state).replaceAll('^', '');

function aMedia(overrides: Partial<Media> = {}): Media {
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
    ...overrides,
  };
}

describe('the insertion range of a new figure', () => {
  test.each([
    ['replaces an empty paragraph and restores it after the figure', 'A|^|B', 'A|{u}|^|B'],
    ['after the block with the caret', 'A^a|B', 'A^a|{u}|B'],
    ['before a paragraph with the caret at its start', 'A|^B', 'A|{u}|^B'],
    ['after the figure with the caret in its caption', 'A|[a: Ch^ú~]|B', 'A|[a: Ch^ú~]|{u}|B'],
    ['adds a paragraph at the end of the document', 'Aa^', 'Aa|{u}|^'],
    ['moves the caret into an empty paragraph that follows', 'Aa^||B', 'Aa|{u}|^|B'],
  ])('%s', (_name, before, expected) => {
    const state = bodyState(before);
    const block = createPlaceholder(state.schema, 'u', 'u.jpg');
    const tr = insertBlocks(state.tr, insertionRange(state), [block], 'after');
    expect(bodyLine(state.apply(tr))).toBe(expected);
  });
});

test('the figure replaces its placeholder and the caret stays', () => {
  const editor = anEditor('A|{u}|B^b');
  const confirmations = createMetadataConfirmations('a', null);
  expect(
    replacePlaceholder(editor.view, 'u', aMedia({ caption: 'Tàu\nvào luồng', credit: 'Lan' }), confirmations),
  ).toBe(true);
  expect(bodyLine(editor.state)).toBe('A|[tau: Tàu vào luồng~Lan]|B^b');
  const id = editor.state.doc.child(1).attrs.id;
  expect(confirmations.isPending(id, 'caption', 'Tàu vào luồng')).toBe(true);
  expect(confirmations.isPending(id, 'alt', '')).toBe(false);
});

test('a deleted placeholder is not replaced', () => {
  const editor = anEditor('A|B^b');
  expect(replacePlaceholder(editor.view, 'u', aMedia(), createMetadataConfirmations('a', null))).toBe(false);
  expect(lineOf(editor)).toBe('A|Bb');
});

test('undo removes the figure and does not restore the placeholder', () => {
  const editor = anEditor('A^');
  upload(editor, 'u');
  expect(lineOf(editor)).toBe('A|{u}|');
  replacePlaceholder(editor.view, 'u', aMedia(), createMetadataConfirmations('a', null));
  editor.commands.undo();
  expect(lineOf(editor)).toBe('A');
  editor.commands.redo();
  expect(lineOf(editor)).toBe('A|[tau: ~]|');
});

test('text typed during the upload is undone before the figure', () => {
  const editor = anEditor('A^');
  upload(editor, 'u');
  editor.commands.insertContent('Sau');
  replacePlaceholder(editor.view, 'u', aMedia(), createMetadataConfirmations('a', null));
  expect(lineOf(editor)).toBe('A|[tau: ~]|Sau');
  editor.commands.undo();
  expect(lineOf(editor)).toBe('A|[tau: ~]|');
  editor.commands.undo();
  expect(lineOf(editor)).toBe('A');
});

test('removing a placeholder adds no undo step', () => {
  const editor = anEditor('A^');
  upload(editor, 'u');
  removePlaceholder(editor.view, 'u');
  expect(lineOf(editor)).toBe('A|');
  editor.commands.undo();
  expect(lineOf(editor)).toBe('A');
  editor.commands.redo();
  expect(lineOf(editor)).not.toContain('{u}');
});

test('undo restores a deleted figure with caption and credit', () => {
  const editor = anEditor('A|^[tau: Chú thích~Lan]|B');
  editor.commands.deleteSelection();
  expect(lineOf(editor)).toBe('A|B');
  editor.commands.undo();
  expect(lineOf(editor)).toBe('A|[tau: Chú thích~Lan]|B');
});

test('a media item is inserted with its metadata, which needs confirmation', () => {
  const editor = anEditor('A^');
  const confirmations = createMetadataConfirmations('a', null);
  insertMedia(editor.view, aMedia({ credit: 'Lan', alt: 'Một con tàu' }), confirmations);
  expect(lineOf(editor)).toBe('A|[tau: ~Lan]|');
  const { id, alt } = editor.state.doc.child(1).attrs;
  expect(alt).toBe('Một con tàu');
  expect(confirmations.isPending(id, 'credit', 'Lan')).toBe(true);
});

test('replacing the image takes over its credit, keeps the caption, and all of it needs confirmation', () => {
  const editor = anEditor('A|^[cu: Chú thích~Lan]|B');
  const confirmations = createMetadataConfirmations('a', null);
  const { id } = editor.state.doc.child(1).attrs;
  replaceMedia(editor.view, id, aMedia({ credit: 'Minh' }), confirmations);
  expect(bodyLine(editor.state)).toBe('A|^[tau: Chú thích~Minh]|B');
  expect(editor.state.doc.child(1).attrs).toMatchObject({ id, width: 1600, height: 1000 });
  expect(confirmations.isPending(id, 'caption', 'Chú thích')).toBe(true);
  expect(confirmations.isPending(id, 'credit', 'Minh')).toBe(true);
  editor.commands.undo();
  expect(lineOf(editor)).toBe('A|[cu: Chú thích~Lan]|B');
});
