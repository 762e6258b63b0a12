import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, Selection, type Transaction } from '@tiptap/pm/state';
import { columnResizingPluginKey } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import {
  columnOf,
  isRegular,
  rectangularTable,
  staysRegular,
  withColumns,
} from '../../../domain/document/table-shape.ts';
import { isFromYjs } from '../block-ids.ts';
import { shapeDecorations } from './shape-decorations.ts';

/**
 * Keeps tables rectangular. Concurrent edits leave rows with too few cells, which are repaired before or with the next
 * edit of the table by a person here, never on a remote change. The repair names the cells' columns, so that two
 * clients may do it at once; see `table-shape.ts`.
 */
export const TableRepair = Extension.create({
  name: 'tableRepair',
  // Before all handlers that work with cells.
  priority: 1_000,
  addProseMirrorPlugins() {
    const repairAtSelection = (view: EditorView) => {
      repairTableAt(view, view.state.selection.from);
      return false;
    };
    return [
      new Plugin({
        appendTransaction: (transactions, oldState, state) => {
          if (!transactions.some(({ docChanged }) => docChanged) || transactions.some(isFromYjs)) return null;
          const isComposing = transactions.some(
            (transaction) => transaction.getMeta('composition') !== undefined,
          );
          return repairChanged(oldState.doc, state, isComposing);
        },
        props: {
          decorations: ({ doc }) => shapeDecorations(doc),
          handleKeyDown: (view, event) =>
            !event.isComposing &&
            event.keyCode !== 229 &&
            !movingKeys.test(event.key) &&
            repairAtSelection(view),
          handleDOMEvents: {
            cut: repairAtSelection,
            // Before the border of a column is dragged.
            mousedown(view) {
              const resizing = columnResizingPluginKey.getState(view.state);
              if (resizing && resizing.activeHandle >= 0) repairTableAt(view, resizing.activeHandle + 1);
              return false;
            },
            paste: repairAtSelection,
            drop(view, event) {
              const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
              repairAtSelection(view);
              if (place) repairTableAt(view, place.pos);
              return false;
            },
          },
        },
      }),
    ];
  },
});

/** Keys that change nothing. Tab may add a row. */
const movingKeys = /^(Arrow\w+|Home|End|Page\w+|Shift|Control|Alt|AltGraph|Meta|Escape|F\d+)$/;

/** Repairs the table around the position. Call it before an edit that works with rows and columns. */
export function repairTableAt(view: EditorView, pos: number): void {
  if (!view.editable) return;
  const { doc, tr } = view.state;
  const $pos = doc.resolve(Math.min(pos, doc.content.size));
  const table = $pos.depth > 0 ? $pos.node(1) : null;
  if (table?.type.name !== 'table' || isRegular(table)) return;
  replaceTable(tr, $pos.before(1), table, repaired(table));
  if (tr.docChanged) view.dispatch(tr);
}

function repaired(table: Node): Node | null {
  const next = rectangularTable(table);
  return next && (isRegular(next) ? next : withColumns(next));
}

/** Tables are at the top level only. */
function repairChanged(before: Node, state: EditorState, isComposing: boolean): Transaction | null {
  const { doc, tr } = state;
  const [from, to] = changedChildren(before, doc);
  let pos = doc.content.size;
  for (let index = doc.childCount - 1; index >= from; index -= 1) {
    const table = doc.child(index);
    pos -= table.nodeSize;
    if (index >= to || table.type.name !== 'table') continue;
    const old = before.children.find(
      ({ type, attrs }) => type === table.type && attrs.id !== null && attrs.id === table.attrs.id,
    );
    if (old && staysRegular(old, table)) continue;
    // What was regular is edited by positions; else the names of the columns are right.
    const isEditOfRegular = old !== undefined && isRegular(old);
    if (isComposing && !isEditOfRegular) continue;
    replaceTable(tr, pos, table, isEditOfRegular ? withColumns(table) : repaired(table));
  }
  return tr.docChanged ? tr.setStoredMarks(state.storedMarks) : null;
}

/** The range of children that differ. */
function changedChildren(before: Node, after: Node): [from: number, to: number] {
  let from = 0;
  const least = Math.min(before.childCount, after.childCount);
  while (from < least && before.child(from) === after.child(from)) from += 1;
  let equal = 0;
  while (
    equal < least - from &&
    before.child(before.childCount - 1 - equal) === after.child(after.childCount - 1 - equal)
  )
    equal += 1;
  return [from, after.childCount - equal];
}

/** Replaces only what differs, so that the caret stays. Null deletes the table. */
function replaceTable(tr: Transaction, pos: number, table: Node, next: Node | null): void {
  if (next === table) return;
  if (!next) {
    const paragraph = tr.doc.type.schema.nodes.paragraph;
    const isOnly = tr.doc.childCount === 1 && paragraph;
    tr.replaceWith(pos, pos + table.nodeSize, isOnly ? paragraph.create() : []);
    return;
  }
  const { $head } = tr.selection;
  let end = pos + table.nodeSize - 1;
  let caret: { row: number; cell: number } | null = null;
  for (let index = table.childCount - 1; index >= 0; index -= 1) {
    const row = table.child(index);
    end -= row.nodeSize;
    if (row === next.child(index)) continue;
    const hasCaret = $head.depth > 2 && $head.before(2) === end;
    const moved = hasCaret ? remainingCell(row, next.child(index), $head.index(2)) : -1;
    if (moved >= 0) caret = { row: index, cell: moved };
    replaceCells(tr, end + 1, row, next.child(index));
  }
  if (!caret) return;
  // The caret's cell was removed beside another one of the same column.
  let cellEnd = tr.mapping.map(pos, -1) + 1;
  for (let index = 0; index < caret.row; index += 1) cellEnd += next.child(index).nodeSize;
  cellEnd += 1;
  for (let index = 0; index <= caret.cell; index += 1) cellEnd += next.child(caret.row).child(index).nodeSize;
  tr.setSelection(Selection.near(tr.doc.resolve(cellEnd - 1), -1));
}

/** The cell that remains of the column of a removed one; -1 when the cell itself remains. */
function remainingCell(row: Node, next: Node, index: number): number {
  const cell = row.child(index);
  if (next.children.some(({ content }) => content === cell.content)) return -1;
  return next.children.findIndex((other) => columnOf(other) === columnOf(cell));
}

function replaceCells(tr: Transaction, start: number, row: Node, next: Node): void {
  const indexes = new Map(next.children.map(({ content }, index) => [content, index]));
  const targets = row.children.map(({ content }) => indexes.get(content) ?? -1);
  const remaining = targets.filter((target) => target >= 0);
  if (remaining.some((target, index) => target <= (remaining[index - 1] ?? -1))) {
    tr.replaceWith(start, start + row.content.size, next.content);
    return;
  }
  let pos = start + row.content.size;
  let last = next.childCount;
  for (let index = row.childCount - 1; index >= 0; index -= 1) {
    const cell = row.child(index);
    const target = targets[index] ?? -1;
    const after = next.children.slice(target + 1, last);
    if (target >= 0 && after.length > 0) tr.insert(pos, after);
    pos -= cell.nodeSize;
    if (target < 0) tr.delete(pos, pos + cell.nodeSize);
    else {
      setAttributes(tr, pos, cell, next.child(target));
      last = target;
    }
  }
  if (last > 0) tr.insert(start, next.children.slice(0, last));
}

function setAttributes(tr: Transaction, pos: number, cell: Node, next: Node): void {
  for (const [name, value] of Object.entries(next.attrs)) {
    if (cell.attrs[name] !== value) tr.setNodeAttribute(pos, name, value);
  }
}
