import { Editor, getHTMLFromFragment } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Selection } from '@tiptap/pm/state';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import { afterEach, describe, expect, test } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';
import type { Media } from '../../../domain/contract/media.ts';
import { bodyExtensions, bodySchema } from '../../../domain/document/extensions.ts';
import type { FigureField } from '../../../domain/document/unconfirmed.ts';
import { bodyLine, bodyState } from '../../../tests/builders/body-docs.ts';
import { cleanOwnHtml } from '../paste/own-html.ts';
import { runAsUndoStep } from '../undo-steps.ts';
import { acceptText, confirmText, waitingFields } from './confirm-texts.ts';
import { findBlock } from './figure-positions.ts';
import {
  createPlaceholder,
  insertBlocks,
  insertionRange,
  insertMedia,
  removePlaceholder,
  replaceMedia,
  replacePlaceholder,
} from './insert-figures.ts';

const editors: Editor[] = [];
const ydocs = new WeakMap<Editor, Doc>();

function ydocOf(editor: Editor): Doc {
  const ydoc = ydocs.get(editor);
  if (!ydoc) throw new Error('An editor of no test');
  return ydoc;
}

afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy();
});

/** An editor on its own Y.Doc with the body that the line describes, or that another one has. */
function anEditor(given: string | Doc): Editor {
  const { doc, selection } = bodyState(typeof given === 'string' ? given : '^');
  const ydoc = new Doc();
  if (typeof given === 'string') {
    prosemirrorJSONToYXmlFragment(bodySchema, doc.toJSON(), ydoc.getXmlFragment('body'));
  } else applyUpdate(ydoc, encodeStateAsUpdate(given));
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: [...bodyExtensions, Collaboration.configure({ document: ydoc, field: 'body' })],
  });
  editors.push(editor);
  ydocs.set(editor, ydoc);
  if (typeof given !== 'string') return editor;
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

/** The fields that wait, of the first figure. */
const waiting = ({ state }: Editor) => {
  const figure = state.doc.children.find(({ type }) => type.name === 'figure');
  return figure ? waitingFields(figure) : [];
};
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
  expect(replacePlaceholder(editor.view, 'u', aMedia({ caption: 'Tàu\nvào luồng', credit: 'Lan' }))).toBe(
    true,
  );
  expect(bodyLine(editor.state)).toBe('A|[tau: Tàu vào luồng~Lan]|B^b');
  expect(waiting(editor)).toEqual(['caption', 'credit']);
});

test('text that was pasted with the picture takes precedence over that of the file', () => {
  const editor = anEditor('A|{u}|B^b');
  const pos = editor.state.doc.child(0).nodeSize;
  const { tr } = editor.state;
  tr.setNodeAttribute(pos, 'caption', 'Cảng Đình Vũ').setNodeAttribute(pos, 'credit', 'Nguyễn Văn B');
  editor.view.dispatch(tr);
  replacePlaceholder(editor.view, 'u', aMedia({ caption: 'Tàu', alt: 'Cầu tàu' }));
  expect(lineOf(editor)).toBe('A|[tau: Cảng Đình Vũ~Nguyễn Văn B]|Bb');
  expect(editor.state.doc.child(1).attrs.alt).toBe('Cầu tàu');
  expect(waiting(editor)).toEqual(['caption', 'credit', 'alt']);
});

test('a deleted placeholder is not replaced', () => {
  const editor = anEditor('A|B^b');
  expect(replacePlaceholder(editor.view, 'u', aMedia())).toBe(false);
  expect(lineOf(editor)).toBe('A|Bb');
});

test('undo removes the figure and does not restore the placeholder', () => {
  const editor = anEditor('A^');
  upload(editor, 'u');
  expect(lineOf(editor)).toBe('A|{u}|');
  replacePlaceholder(editor.view, 'u', aMedia());
  editor.commands.undo();
  expect(lineOf(editor)).toBe('A');
  editor.commands.redo();
  expect(lineOf(editor)).toBe('A|[tau: ~]|');
});

test('text typed during the upload is undone before the figure', () => {
  const editor = anEditor('A^');
  upload(editor, 'u');
  editor.commands.insertContent('Sau');
  replacePlaceholder(editor.view, 'u', aMedia());
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
  insertMedia(editor.view, aMedia({ credit: 'Lan', alt: 'Một con tàu' }));
  expect(lineOf(editor)).toBe('A|[tau: ~Lan]|');
  expect(editor.state.doc.child(1).attrs.alt).toBe('Một con tàu');
  expect(waiting(editor)).toEqual(['credit', 'alt']);
});

test('replacing the image takes over its credit, keeps the caption, and all of it needs confirmation', () => {
  const editor = anEditor('A|^[cu: Chú thích~Lan]|B');
  const { id } = editor.state.doc.child(1).attrs;
  replaceMedia(editor.view, id, aMedia({ credit: 'Minh' }));
  expect(bodyLine(editor.state)).toBe('A|^[tau: Chú thích~Minh]|B');
  expect(editor.state.doc.child(1).attrs).toMatchObject({ id, width: 1600, height: 1000 });
  expect(waiting(editor)).toEqual(['caption', 'credit']);
  editor.commands.undo();
  expect(lineOf(editor)).toBe('A|[cu: Chú thích~Lan]|B');
  expect(waiting(editor)).toEqual([]);
  editor.commands.redo();
  expect(waiting(editor)).toEqual(['caption', 'credit']);
});

test('a caption of any length waits when the image is replaced, and the change is valid', () => {
  const caption = 'Tàu vào cảng. '.repeat(60).trim();
  const editor = anEditor(`A|^[cu: ${caption}~Lan]|B`);
  replaceMedia(editor.view, editor.state.doc.child(1).attrs.id, aMedia());
  expect(waiting(editor)).toEqual(['caption', 'credit']);
  expect(() => editor.state.doc.check()).not.toThrow();
});

describe('a text that came with the image', () => {
  const confirm = (editor: Editor, field: FigureField) => {
    const figure = findBlock(editor.state.doc, 'figure', 'mediaId', 'tau');
    return figure !== null && confirmText(editor.view, figure, field);
  };
  const inserted = () => {
    const editor = anEditor('A^');
    insertMedia(editor.view, aMedia({ caption: 'Tàu', credit: 'Lan', alt: 'Một con tàu' }));
    return editor;
  };

  test('is confirmed field by field, as one undo step each', () => {
    const editor = inserted();
    expect(confirm(editor, 'credit')).toBe(true);
    expect(confirm(editor, 'credit')).toBe(false);
    expect(waiting(editor)).toEqual(['caption', 'alt']);
    confirm(editor, 'alt');
    editor.commands.undo();
    expect(waiting(editor)).toEqual(['caption', 'alt']);
    editor.commands.undo();
    expect(waiting(editor)).toEqual(['caption', 'credit', 'alt']);
    editor.commands.redo();
    expect(waiting(editor)).toEqual(['caption', 'alt']);
  });

  test('is confirmed by editing it', () => {
    const editor = inserted();
    const { pos } = findBlock(editor.state.doc, 'figure', 'mediaId', 'tau') ?? { pos: 0 };
    editor.view.dispatch(editor.state.tr.insertText('!', pos + 2));
    expect(waiting(editor)).toEqual(['credit', 'alt']);
  });

  test('waits for colleagues too, and two of them can confirm two fields at once', () => {
    const editor = inserted();
    const other = anEditor(ydocOf(editor));
    expect(waiting(other)).toEqual(['caption', 'credit', 'alt']);
    confirm(editor, 'caption');
    confirm(other, 'credit');
    applyUpdate(ydocOf(other), encodeStateAsUpdate(ydocOf(editor)));
    applyUpdate(ydocOf(editor), encodeStateAsUpdate(ydocOf(other)));
    expect([waiting(editor), waiting(other)]).toEqual([['alt'], ['alt']]);
  });

  test('of an 8-bit font, pasted or imported with the picture, is converted with its credit', () => {
    const editor = anEditor('A|{u}|B^b');
    const pos = editor.state.doc.child(0).nodeSize;
    const caption = 'C¶ng §×nh Vò (¶nh: NguyÔn V¨n B)';
    editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, 'caption', caption));
    replacePlaceholder(editor.view, 'u', aMedia());
    expect(lineOf(editor)).toBe(`A|[tau: ${caption}~]|Bb`);
    const figure = findBlock(editor.state.doc, 'figure', 'mediaId', 'tau');
    expect(figure && acceptText(editor.view, figure, 'caption')).toBe(true);
    expect(lineOf(editor)).toBe('A|[tau: Cảng Đình Vũ~Nguyễn Văn B]|Bb');
    expect(waiting(editor)).toEqual([]);
    editor.commands.undo();
    expect(lineOf(editor)).toBe(`A|[tau: ${caption}~]|Bb`);
    expect(waiting(editor)).toEqual(['caption']);
  });

  test('waits in a copy of the figure', () => {
    const editor = inserted();
    const html = getHTMLFromFragment(editor.state.doc.content, editor.schema);
    const page = new DOMParser().parseFromString(html, 'text/html');
    const copy = new Editor({ extensions: bodyExtensions, content: cleanOwnHtml(page) });
    editors.push(copy);
    expect(waiting(copy)).toEqual(['caption', 'credit', 'alt']);
  });
});
