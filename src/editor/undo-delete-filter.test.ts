import { Editor, type JSONContent } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyExtensions } from '../../domain/document/extensions.ts';
import { BlockIds } from './block-ids.ts';
import { UndoDeleteFilter } from './undo-delete-filter.ts';
import { UndoSteps, undoManagerOf } from './undo-steps.ts';

let mine: Editor;
let theirs: Editor;

/** Two people in one article, each of whom hears of the other at once. */
beforeEach(() => {
  const [one, other] = [new Y.Doc(), new Y.Doc()];
  const tell = (document: Y.Doc) => (update: Uint8Array, origin: unknown) => {
    if (origin !== 'afar') Y.applyUpdate(document, update, 'afar');
  };
  one.on('update', tell(other));
  other.on('update', tell(one));
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

/** Blocks with their words, as both people see them: `heading3(Cảng mở lại)`. */
function shown(): string {
  expect(theirs.getJSON()).toEqual(mine.getJSON());
  const tell = ({ type, text, attrs, content = [] }: JSONContent): string => {
    const name = type === 'heading' ? `heading${attrs?.level}` : type;
    return text ?? `${name}(${content.map(tell).join(' ')})`;
  };
  return (mine.getJSON().content ?? []).map(tell).join(' ');
}

/** Written by the other person, so that it is none of what can be undone. */
function begin(content: JSONContent[]): void {
  theirs.commands.setContent(content);
  undoManagerOf(mine.view)?.clear();
}

const words = (text: string): JSONContent[] => [{ type: 'text', text }];
const paragraph = (text: string): JSONContent => ({ type: 'paragraph', content: words(text) });

/** The end of the text block that has these words. */
function endOf(editor: Editor, text: string): number {
  let end = -1;
  editor.state.doc.descendants((node, position) => {
    if (node.isTextblock && node.textContent === text) end = position + 1 + node.content.size;
  });
  if (end < 0) throw new Error(`No block says ${text}`);
  return end;
}

const theyWriteBehind = (text: string, added: string) =>
  theirs.view.dispatch(theirs.state.tr.insertText(added, endOf(theirs, text)));

const caretBehind = (text: string) => mine.commands.setTextSelection(endOf(mine, text));

test('undo of a block that nobody else wrote in takes it away', () => {
  begin([paragraph('Cảng mở lại')]);
  caretBehind('Cảng mở lại');
  mine.commands.setHeading({ level: 2 });
  expect(shown()).toBe('heading2(Cảng mở lại)');
  mine.commands.undo();
  expect(shown()).toBe('paragraph(Cảng mở lại)');
  mine.commands.redo();
  expect(shown()).toBe('heading2(Cảng mở lại)');
});

test('what somebody else wrote into a new heading stays, in a heading, when it is undone and done again', () => {
  begin([paragraph('Cảng mở lại')]);
  caretBehind('Cảng mở lại');
  mine.commands.setHeading({ level: 3 });
  theyWriteBehind('Cảng mở lại', ' sáng nay');
  mine.commands.undo();
  expect(shown()).toBe('heading3( sáng nay) paragraph(Cảng mở lại)');
  mine.commands.redo();
  expect(shown()).toContain(' sáng nay');
});

test('of a new list the items stay in which somebody else wrote', () => {
  begin([paragraph('Một'), paragraph('Hai')]);
  mine.commands.selectAll();
  mine.commands.toggleBulletList();
  theyWriteBehind('Hai', ' người');
  mine.commands.undo();
  expect(shown()).toBe('bulletList(listItem(paragraph( người))) paragraph(Một) paragraph(Hai)');
});

test('a picture whose caption somebody else wrote stays, with its file', () => {
  begin([paragraph('Cảng mở lại')]);
  mine.commands.insertContentAt(endOf(mine, 'Cảng mở lại') + 1, {
    type: 'figure',
    attrs: { mediaId: 'anh-1', alt: 'Cầu cảng' },
    content: [{ type: 'caption' }, { type: 'credit', content: words('Ảnh: Nắng Đồng') }],
  });
  theyWriteBehind('', 'Tàu vào cảng');
  mine.commands.undo();
  expect(shown()).toBe('paragraph(Cảng mở lại) figure(caption(Tàu vào cảng) credit())');
  expect(mine.getJSON().content?.[1]?.attrs).toMatchObject({ mediaId: 'anh-1', alt: 'Cầu cảng' });
});

test('a table keeps its cells for the one that somebody else wrote in', () => {
  begin([paragraph('Giá cá')]);
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

test('what a block is like is undone also where others have written', () => {
  begin([{ type: 'heading', attrs: { level: 2 }, content: words('Cảng mở lại') }]);
  mine.commands.updateAttributes('heading', { level: 3 });
  expect(shown()).toBe('heading3(Cảng mở lại)');
  theyWriteBehind('Cảng mở lại', ' sáng nay');
  mine.commands.undo();
  expect(shown()).toBe('heading2(Cảng mở lại sáng nay)');
});
