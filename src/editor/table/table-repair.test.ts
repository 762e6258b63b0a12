import { Editor } from '@tiptap/core';
import { afterEach, expect, test } from 'vitest';
import { bodyExtensions } from '../../../domain/document/extensions.ts';
import { TableEditing } from './table-editing.ts';

let editor: Editor;

afterEach(() => editor.destroy());

/** `a:Giá` is a cell with this text in the column `a`. */
function open(...rows: string[][]): void {
  const cell = (given: string) => {
    const [column, text = ''] = given.split(':');
    const content = [{ type: 'paragraph', content: text === '' ? [] : [{ type: 'text', text }] }];
    return { type: 'tableCell', attrs: { column }, content };
  };
  const table = {
    type: 'table',
    attrs: { id: 'bang' },
    content: rows.map((row) => ({ type: 'tableRow', content: row.map(cell) })),
  };
  editor = new Editor({
    element: document.createElement('div'),
    extensions: [...bodyExtensions, TableEditing],
    content: { type: 'doc', content: [table] },
  });
}

const shown = () =>
  editor.state.doc.firstChild?.children.map(({ children }) =>
    children.map((cell) => cell.textContent).join('|'),
  );

/** The cells as they are on the screen. */
const seen = () =>
  Array.from(editor.view.dom.querySelectorAll('tr'), (row) =>
    Array.from(row.children)
      .filter((cell) => !cell.classList.contains('is-surplus-cell'))
      .map((cell) => cell.textContent)
      .join('|'),
  );

function caretInCell(row: number, cell: number): void {
  const table = editor.state.doc.child(0);
  let pos = 1;
  for (let index = 0; index < row; index += 1) pos += table.child(index).nodeSize;
  pos += 1;
  for (let index = 0; index < cell; index += 1) pos += table.child(row).child(index).nodeSize;
  editor.commands.setTextSelection(pos + 2);
}

const press = (key: string) =>
  editor.view.someProp('handleKeyDown', (handle) =>
    handle(editor.view, new KeyboardEvent('keydown', { key })),
  );

test('a cell that a row lacks is shown at its place, and added with the next edit', () => {
  open(['a:1', 'x:2', 'b:3'], ['~a:4', '~b:5']);
  expect(seen()).toEqual(['1|2|3', '4||5']);
  expect(shown()).toEqual(['1|2|3', '4|5']);
  caretInCell(0, 0);
  press('ArrowRight');
  expect(shown()).toEqual(['1|2|3', '4|5']);
  editor.commands.insertContent('một ');
  expect(shown()).toEqual(['một 1|2|3', '4||5']);
  expect(seen()).toEqual(shown());
});

test('a person who writes in a cell that is removed beside another one writes in that', () => {
  open(['a:1', 'x:2'], ['~a:3', '~x:', '~x:']);
  expect(seen()).toEqual(['1|2', '3|']);
  caretInCell(1, 2);
  press('b');
  editor.view.dispatch(editor.state.tr.insertText('bốn'));
  expect(shown()).toEqual(['1|2', '3|bốn']);
});
