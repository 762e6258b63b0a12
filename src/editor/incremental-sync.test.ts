import { Editor, Extension, type Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { NodeSelection, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { CellSelection } from '@tiptap/pm/tables';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { bodyExtensions } from '../../domain/document/extensions.ts';
import { BlockIds, isFromYjs } from './block-ids.ts';
import { IncrementalSync } from './incremental-sync.ts';
import { RelativeSelection } from './relative-selection.ts';

const decorated = new PluginKey<DecorationSet>();
/** Shows the decorations of a transaction's metadata, and maps them afterwards. */
const Decorations = Extension.create({
  name: 'decorations',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: decorated,
      state: {
        init: () => DecorationSet.empty,
        apply: (tr, set) => tr.getMeta(decorated) ?? set.map(tr.mapping, tr.doc),
      },
      props: { decorations: (state) => decorated.getState(state) },
    }),
  ],
});

let mine: Editor;
let theirs: Editor;
/** Transactions in which the remote user's changes arrived. */
let received: Transaction[];

/** Two editors of one article, synced synchronously. */
beforeEach(() => {
  const [one, other] = [new Y.Doc(), new Y.Doc()];
  const applyTo = (document: Y.Doc) => (update: Uint8Array, origin: unknown) => {
    if (origin !== 'afar') Y.applyUpdate(document, update, 'afar');
  };
  one.on('update', applyTo(other));
  other.on('update', applyTo(one));
  mine = edit(one);
  theirs = edit(other);
  theirs.commands.setContent('<p>cảng biển</p><h2>tàu lớn</h2><p>kho bãi</p><p>kho bãi</p>');
  received = [];
  mine.on('transaction', ({ transaction }) => {
    if (isFromYjs(transaction)) received.push(transaction);
  });
});

afterEach(() => {
  mine.destroy();
  theirs.destroy();
});

function edit(document: Y.Doc): Editor {
  const extensions: Extensions = [
    ...bodyExtensions,
    Collaboration.configure({ document, field: 'body' }),
    IncrementalSync,
    RelativeSelection,
    BlockIds,
    Decorations,
  ];
  return new Editor({ element: window.document.createElement('div'), extensions });
}

/** The position after `text`. */
function after(editor: Editor, text: string): number {
  let found = -1;
  editor.state.doc.descendants((node, pos) => {
    const index = node.isText ? (node.text ?? '').indexOf(text) : -1;
    if (found < 0 && index >= 0) found = pos + index + text.length;
  });
  return found;
}

/** The replaced ranges of what has been received: `from-to` in the document before. */
const replaced = () =>
  received.flatMap(({ mapping }) => {
    const ranges: string[] = [];
    for (const map of mapping.maps) map.forEach((from, to) => void ranges.push(`${from}-${to}`));
    return ranges;
  });

test('a remote letter replaces nothing but itself', () => {
  const pos = after(theirs, 'tàu');
  theirs.commands.insertContentAt(pos, 'x');
  expect(replaced()).toEqual([`${pos}-${pos}`]);
  expect(mine.getText({ blockSeparator: '|' })).toBe('cảng biển|tàux lớn|kho bãi|kho bãi');
});

test('nodes, node views and DOM of the other blocks stay', () => {
  const before = { nodes: mine.state.doc.children, dom: [...mine.view.dom.children] };
  theirs.commands.insertContentAt(after(theirs, 'biển'), ' sâu');
  expect(mine.getText({ blockSeparator: '|' })).toBe('cảng biển sâu|tàu lớn|kho bãi|kho bãi');
  expect(mine.state.doc.children.map((node, index) => node === before.nodes[index])).toEqual([
    false,
    true,
    true,
    true,
  ]);
  expect([...mine.view.dom.children]).toEqual(before.dom);
});

test.each<[string, (editor: Editor) => unknown]>([
  ['splits a block', (editor) => editor.chain().setTextSelection(after(editor, 'cảng')).splitBlock().run()],
  [
    'joins blocks',
    (editor) =>
      editor
        .chain()
        .setTextSelection(after(editor, 'tàu') - 3)
        .joinBackward()
        .run(),
  ],
  ['changes a block type', (editor) => editor.chain().setTextSelection(2).setHeading({ level: 3 }).run()],
  ['deletes one of two equal blocks', (editor) => editor.commands.deleteRange({ from: 21, to: 30 })],
  ['duplicates a block', (editor) => editor.commands.insertContentAt(20, editor.state.doc.child(2).toJSON())],
  ['makes text bold', (editor) => editor.chain().setTextSelection({ from: 3, to: 16 }).toggleBold().run()],
  [
    'makes a list',
    (editor) => editor.chain().setTextSelection({ from: 22, to: 34 }).toggleBulletList().run(),
  ],
  ['inserts a table', (editor) => editor.commands.insertContentAt(11, table)],
  [
    'inserts half of a letter that another one shares',
    (editor) => editor.commands.insertContentAt(3, '😀😁'),
  ],
  ['deletes everything', (editor) => editor.commands.clearContent()],
])('a remote user %s, and undoes it', (_name, change) => {
  const before = mine.state.doc;
  change(theirs);
  expect(mine.state.doc.toJSON()).toEqual(theirs.state.doc.toJSON());
  expect(mine.state.doc.eq(before)).toBe(false);
  theirs.commands.undo();
  mine.state.doc.check();
  expect(mine.state.doc.toJSON()).toEqual(theirs.state.doc.toJSON());
});

test('local undo reverts only the local change, in place', () => {
  mine.commands.insertContentAt(after(mine, 'tàu'), 'xyz');
  theirs.commands.insertContentAt(after(theirs, 'cảng'), ' nước');
  received = [];
  const from = after(mine, 'tàu');
  mine.commands.undo();
  expect(mine.getText({ blockSeparator: '|' })).toBe('cảng nước biển|tàu lớn|kho bãi|kho bãi');
  expect(replaced()).toEqual([`${from}-${from + 3}`]);
});

test('a letter, and a caret that moves, are written without reading the other blocks', () => {
  const fragment = ySyncPluginKey.getState(mine.state).type as Y.XmlFragment;
  mine.commands.insertContentAt(after(mine, 'tàu'), 'x');
  const readAll = vi.spyOn(fragment, 'toArray');
  mine.commands.insertContentAt(after(mine, 'tàux'), 'y');
  mine.commands.setTextSelection(2);
  expect(readAll).not.toHaveBeenCalled();
  expect(theirs.getText({ blockSeparator: '|' })).toBe('cảng biển|tàuxy lớn|kho bãi|kho bãi');
});

test('local changes between remote ones in the same and in other blocks are written', () => {
  for (const [who, place, text] of [
    [mine, 'tàu', '1'],
    [theirs, 'cảng', '2'],
    [mine, 'tàu', '3'],
    [theirs, 'tàu', '4'],
    [mine, 'cảng', '5'],
    [mine, 'tàu', '6'],
  ] as const)
    who.commands.insertContentAt(after(who, place), text);
  mine.chain().setTextSelection(after(mine, 'tàu')).splitBlock().run();
  theirs.commands.insertContentAt(after(theirs, 'cảng'), '7');
  mine.commands.insertContentAt(after(mine, 'cảng'), '8');
  const text = 'cảng8752 biển|tàu|6431 lớn|kho bãi|kho bãi';
  expect(theirs.getText({ blockSeparator: '|' })).toBe(text);
  expect(mine.state.doc.toJSON()).toEqual(theirs.state.doc.toJSON());
});

test('a text that two others have begun at once is left to them', () => {
  theirs.commands.insertContentAt(theirs.state.doc.content.size, '<p></p>');
  const body = () => mine.state.doc.lastChild?.textContent;
  const fragment = ySyncPluginKey.getState(mine.state).type as Y.XmlFragment;
  const state = Y.encodeStateAsUpdate(fragment.doc as Y.Doc);
  const updates = ['một', 'hai'].map((text) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    (doc.getXmlFragment('body').get(4) as Y.XmlElement).insert(0, [new Y.XmlText(text)]);
    return Y.encodeStateAsUpdate(doc);
  });
  for (const update of updates) Y.applyUpdate(fragment.doc as Y.Doc, update, 'afar');
  mine.commands.insertContentAt(after(mine, 'tàu'), 'x');
  mine.chain().setTextSelection(after(mine, 'cảng')).splitBlock().run();
  expect(body()).toMatch(/^(mộthai|haimột)$/);
  expect((fragment.get(5) as Y.XmlElement).length).toBe(2);
});

test('a selected figure stays selected', () => {
  theirs.commands.insertContentAt(11, { type: 'figure', attrs: { mediaId: 'a' }, content: figureParts });
  mine.view.dispatch(mine.state.tr.setSelection(NodeSelection.create(mine.state.doc, 11)));
  theirs.commands.insertContentAt(1, 'Một ');
  expect(mine.state.selection).toBeInstanceOf(NodeSelection);
  expect(mine.state.selection.from).toBe(15);
});

test('selected cells stay selected', () => {
  theirs.commands.insertContentAt(11, table);
  mine.view.dispatch(mine.state.tr.setSelection(CellSelection.create(mine.state.doc, 13, 13)));
  theirs.commands.insertContentAt(1, 'Một ');
  expect(mine.state.selection).toBeInstanceOf(CellSelection);
  expect(mine.state.selection.$from.parent.textContent).toBe('ô');
});

test('decorations of the same block stay', () => {
  const at = after(mine, 'lớn');
  const decorations = DecorationSet.create(mine.state.doc, [
    Decoration.inline(at - 3, at, { class: 'mark' }),
  ]);
  mine.view.dispatch(mine.state.tr.setMeta(decorated, decorations));
  theirs.commands.insertContentAt(after(theirs, 'tàu'), 'x');
  expect(mine.view.dom.querySelector('.mark')?.textContent).toBe('lớn');
});

const figureParts = [
  { type: 'caption', content: [{ type: 'text', text: 'Chú thích' }] },
  { type: 'credit', content: [{ type: 'text', text: 'Lan' }] },
];
const cell = {
  type: 'tableCell',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'ô' }] }],
};
const table = { type: 'table', content: [{ type: 'tableRow', content: [cell, cell] }] };
