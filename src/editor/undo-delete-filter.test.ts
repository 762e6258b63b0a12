import { Editor, type Extensions, type JSONContent } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyExtensions } from '../../domain/document/extensions.ts';
import { BlockIds } from './block-ids.ts';
import { UndoDeleteFilter } from './undo-delete-filter.ts';
import { UndoSteps, undoManagerOf } from './undo-steps.ts';

let mine: Editor;
let theirs: Editor;

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
});

afterEach(() => {
  mine.destroy();
  theirs.destroy();
});

function edit(document: Y.Doc): Editor {
  return new Editor({
    element: window.document.createElement('div'),
    extensions: [
      ...bodyExtensions,
      Collaboration.configure({ document, field: 'body' }),
      BlockIds,
      UndoDeleteFilter,
      UndoSteps,
    ],
  });
}

/** The blocks as both editors have them: `heading3(Cảng mở lại)`. */
function shown(): string {
  expect(theirs.getJSON()).toEqual(mine.getJSON());
  const describe = ({ type, text, attrs, content = [] }: JSONContent): string => {
    const name = type === 'heading' ? `heading${attrs?.level}` : type;
    return text ?? `${name}(${content.map(describe).join(' ')})`;
  };
  return (mine.getJSON().content ?? []).map(describe).join(' ');
}

/** Inserted remotely, so that it is not in the local undo history. */
function insertRemotely(content: JSONContent[]): void {
  theirs.commands.setContent(content);
  undoManagerOf(mine.view)?.clear();
}

const inlineText = (text: string): JSONContent[] => [{ type: 'text', text }];
const paragraph = (text: string): JSONContent => ({ type: 'paragraph', content: inlineText(text) });

/** The end of the text block with this text. */
function endOf(editor: Editor, text: string): number {
  let end = -1;
  editor.state.doc.descendants((node, position) => {
    if (node.isTextblock && node.textContent === text) end = position + 1 + node.content.size;
  });
  if (end < 0) throw new Error(`No block with ${text}`);
  return end;
}

const theyWriteBehind = (text: string, added: string) =>
  theirs.view.dispatch(theirs.state.tr.insertText(added, endOf(theirs, text)));

const caretBehind = (text: string) => mine.commands.setTextSelection(endOf(mine, text));

test('undo takes a line break out of a paragraph of somebody else, and keeps what they wrote after it', () => {
  insertRemotely([paragraph('Trăm năm, chữ tài')]);
  mine.commands.setTextSelection(10);
  mine.commands.setHardBreak();
  theirs.view.dispatch(theirs.state.tr.insertText(' chữ mệnh', theirs.state.doc.content.size - 1));
  expect(shown()).toBe('paragraph(Trăm năm, hardBreak()  chữ tài chữ mệnh)');
  mine.commands.undo();
  expect(mine.getText()).toBe('Trăm năm, chữ tài chữ mệnh');
  mine.commands.redo();
  expect(mine.getText()).toBe('Trăm năm,\n chữ tài chữ mệnh');
  expect(theirs.getJSON()).toEqual(mine.getJSON());
});

test('undo deletes a block without remote content', () => {
  insertRemotely([paragraph('Cảng mở lại')]);
  caretBehind('Cảng mở lại');
  mine.commands.setHeading({ level: 2 });
  expect(shown()).toBe('heading2(Cảng mở lại)');
  mine.commands.undo();
  expect(shown()).toBe('paragraph(Cảng mở lại)');
  mine.commands.redo();
  expect(shown()).toBe('heading2(Cảng mở lại)');
});

test('remote text in a new heading stays in a heading on undo and redo', () => {
  insertRemotely([paragraph('Cảng mở lại')]);
  caretBehind('Cảng mở lại');
  mine.commands.setHeading({ level: 3 });
  theyWriteBehind('Cảng mở lại', ' sáng nay');
  mine.commands.undo();
  expect(shown()).toBe('heading3( sáng nay) paragraph(Cảng mở lại)');
  mine.commands.redo();
  expect(shown()).toContain(' sáng nay');
});

test('undo of a new list keeps the items with remote text', () => {
  insertRemotely([paragraph('Một'), paragraph('Hai')]);
  mine.commands.selectAll();
  mine.commands.toggleBulletList();
  theyWriteBehind('Hai', ' người');
  mine.commands.undo();
  expect(shown()).toBe('bulletList(listItem(paragraph( người))) paragraph(Một) paragraph(Hai)');
});

test('undo keeps a figure with a remote caption, and its attributes', () => {
  insertRemotely([paragraph('Cảng mở lại')]);
  mine.commands.insertContentAt(endOf(mine, 'Cảng mở lại') + 1, {
    type: 'figure',
    attrs: { mediaId: 'anh-1', alt: 'Cầu cảng' },
    content: [{ type: 'caption' }, { type: 'credit', content: inlineText('Ảnh: Nắng Đồng') }],
  });
  theyWriteBehind('', 'Tàu vào cảng');
  mine.commands.undo();
  expect(shown()).toBe('paragraph(Cảng mở lại) figure(caption(Tàu vào cảng) credit())');
  expect(mine.getJSON().content?.[1]?.attrs).toMatchObject({ mediaId: 'anh-1', alt: 'Cầu cảng' });
});

test('undo keeps all cells of a table with remote text in one', () => {
  insertRemotely([paragraph('Giá cá')]);
  const cell = (text: string) => ({ type: 'tableCell', content: [paragraph(text)] });
  mine.commands.insertContentAt(endOf(mine, 'Giá cá') + 1, {
    type: 'table',
    content: [{ type: 'tableRow', content: [cell('Thu'), cell('Nục')] }],
  });
  theyWriteBehind('Nục', ' 60.000 đồng');
  mine.commands.undo();
  expect(shown()).toBe(
    'paragraph(Giá cá) table(tableRow(tableCell(paragraph()) tableCell(paragraph( 60.000 đồng))))',
  );
});

test('undo of a row and of a column that were added to a table of somebody else removes them', () => {
  const cell = (text: string) => ({ type: 'tableCell', content: [paragraph(text)] });
  insertRemotely([{ type: 'table', content: [{ type: 'tableRow', content: [cell('Thu'), cell('Nục')] }] }]);
  const before = shown();
  for (const add of ['addRowAfter', 'addColumnBefore'] as const) {
    caretBehind('Nục');
    mine.commands[add]();
    expect(shown()).not.toBe(before);
    mine.commands.undo();
    expect(shown()).toBe(before);
  }
});

test('undo reverts attributes of a block with remote text', () => {
  insertRemotely([{ type: 'heading', attrs: { level: 2 }, content: inlineText('Cảng mở lại') }]);
  mine.commands.updateAttributes('heading', { level: 3 });
  expect(shown()).toBe('heading3(Cảng mở lại)');
  theyWriteBehind('Cảng mở lại', ' sáng nay');
  mine.commands.undo();
  expect(shown()).toBe('heading2(Cảng mở lại sáng nay)');
});

test('undoing a table of 400 rows costs little more than without the filter', () => {
  const duration = (extensions: Extensions) => {
    const editor = new Editor({
      element: window.document.createElement('div'),
      extensions: [
        ...bodyExtensions,
        Collaboration.configure({ document: new Y.Doc(), field: 'body' }),
        UndoSteps,
        ...extensions,
      ],
    });
    const row = '<tr><td>một</td><td>hai</td><td>ba</td><td>bốn</td></tr>';
    editor.view.pasteHTML(`<table>${row.repeat(400)}</table>`, new Event('paste') as ClipboardEvent);
    // Own time, because other tests run beside it.
    const before = process.threadCpuUsage();
    editor.commands.undo();
    const time = process.threadCpuUsage(before).user;
    expect(editor.state.doc.content.size).toBe(2);
    editor.destroy();
    return time;
  };
  // A search that starts again for each cell takes 25 times as long.
  expect(duration([UndoDeleteFilter])).toBeLessThan(8 * duration([]));
});
