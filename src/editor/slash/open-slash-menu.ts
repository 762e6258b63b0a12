import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';

/** Opens the slash menu in the empty paragraph at the caret, else in a new one after the current block. */
export function openSlashMenu(editor: Editor): void {
  const { state, view } = editor;
  const { tr } = state;
  const { $from, empty } = state.selection;
  const { paragraph } = state.schema.nodes;
  if (!paragraph) throw new Error('The schema has no paragraph');
  const isEmptyHere = empty && $from.parent.type === paragraph && $from.parent.content.size === 0;
  if (!isEmptyHere) {
    const after = $from.depth > 0 ? $from.after(1) : state.selection.to;
    tr.insert(after, paragraph.create());
    tr.setSelection(TextSelection.create(tr.doc, after + 1));
  }
  view.focus();
  view.dispatch(tr.insertText('/').scrollIntoView());
}
