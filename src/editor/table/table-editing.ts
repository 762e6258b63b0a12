import { type Editor, Extension } from '@tiptap/core';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import { columnResizing, tableEditing } from '@tiptap/pm/tables';
import { columnMinPx } from './column-width.ts';
import { TableRepair } from './table-repair.ts';
import { TableView } from './table-view.ts';

/** Selecting, pasting and resizing cells by prosemirror-tables, with our own repair of their shape. */
export const TableEditing = Extension.create({
  name: 'tableEditing',
  // Before the handlers that go to the ends of the article.
  priority: 900,
  addExtensions: () => [TableRepair, TableView],
  addProseMirrorPlugins: () => [
    columnResizing({ View: null, cellMinWidth: columnMinPx, defaultCellMinWidth: columnMinPx }),
    withoutRepair(tableEditing()),
  ],
  addKeyboardShortcuts: () => ({
    'Ctrl-Home': ({ editor }) => moveInCell(editor, 'start', false),
    'Ctrl-End': ({ editor }) => moveInCell(editor, 'end', false),
    'Shift-Ctrl-Home': ({ editor }) => moveInCell(editor, 'start', true),
    'Shift-Ctrl-End': ({ editor }) => moveInCell(editor, 'end', true),
    // macOS
    'Meta-ArrowUp': ({ editor }) => moveInCell(editor, 'start', false),
    'Meta-ArrowDown': ({ editor }) => moveInCell(editor, 'end', false),
    'Shift-Meta-ArrowUp': ({ editor }) => moveInCell(editor, 'start', true),
    'Shift-Meta-ArrowDown': ({ editor }) => moveInCell(editor, 'end', true),
  }),
});

/** A cell is a text of its own: the keys that go to the ends of a text stay in it. */
function moveInCell({ state, view }: Editor, side: 'start' | 'end', isExtending: boolean): boolean {
  const { selection, doc, tr } = state;
  if (!(selection instanceof TextSelection)) return false;
  const { $head } = selection;
  for (let depth = $head.depth; depth > 0; depth -= 1) {
    if (!/^table(Cell|Header)$/.test($head.node(depth).type.name)) continue;
    const edge = doc.resolve(side === 'start' ? $head.start(depth) : $head.end(depth));
    const $end = TextSelection.near(edge, side === 'start' ? 1 : -1).$head;
    const next = TextSelection.between(isExtending ? selection.$anchor : $end, $end);
    view.dispatch(tr.setSelection(next).scrollIntoView());
    return true;
  }
  return false;
}

/**
 * Its repair runs on remote changes too, and adds as many cells as there are clients. It repairs the tables that differ
 * from those of the old state, and only normalizes the selection when there are none.
 */
function withoutRepair(plugin: Plugin): Plugin {
  const { appendTransaction, ...spec } = plugin.spec;
  return new Plugin({
    ...spec,
    appendTransaction: (transactions, _oldState, state) =>
      appendTransaction?.call(plugin, transactions, state, state),
  });
}
