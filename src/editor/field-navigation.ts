import { type Editor, Extension } from '@tiptap/core';
import { Selection } from '@tiptap/pm/state';
import { focusField } from './editors.ts';

/*
 * Title, lead and body look like one column, so the caret goes from one to the next as in one text. Nothing is ever
 * joined across: Backspace at the start of the lead moves the caret, it does not move words into the title.
 */

type Neighbours = { before: () => Editor | null; after: () => Editor | null };

/** Lets the caret cross into the field before and the field after. */
export const FieldNavigation = Extension.create<Neighbours>({
  name: 'crossing',
  // Before the keymaps of nodes, which would take Backspace and arrows for themselves.
  priority: 900,
  addOptions() {
    return { before: () => null, after: () => null };
  },
  addKeyboardShortcuts() {
    const { before, after } = this.options;
    const goBack = () => cross(before(), 'end');
    const goOn = () => cross(after(), 'start');
    return {
      ArrowUp: ({ editor }) =>
        isCaret(editor) && atTop(editor) && editor.view.endOfTextblock('up') && goBack(),
      ArrowLeft: ({ editor }) => isCaret(editor) && atStart(editor) && goBack(),
      ArrowDown: ({ editor }) =>
        isCaret(editor) && atBottom(editor) && editor.view.endOfTextblock('down') && goOn(),
      ArrowRight: ({ editor }) => isCaret(editor) && atEnd(editor) && goOn(),
      Backspace: ({ editor }) => isCaret(editor) && atStart(editor) && backspace(editor, before()),
    };
  },
});

function cross(editor: Editor | null, place: 'start' | 'end'): boolean {
  if (!editor) return false;
  focusField(editor, place);
  return true;
}

/** Not from a list, a quote or an empty heading: these first lose their form, as everywhere. */
function backspace(editor: Editor, before: Editor | null): boolean {
  if (!before) return false;
  const { doc, selection, tr } = editor.state;
  const { $from } = selection;
  const isEmpty = $from.parent.content.size === 0;
  if ($from.depth !== 1 || ($from.parent.type.name === 'heading' && isEmpty)) return false;
  if (isEmpty && doc.childCount > 1) editor.view.dispatch(tr.delete(0, doc.child(0).nodeSize));
  return cross(before, 'end');
}

function isCaret({ state }: Editor): boolean {
  return state.selection.empty && state.selection.$from.parent.isTextblock;
}

function atStart({ state }: Editor): boolean {
  return (
    state.selection.from === Selection.atStart(state.doc).from && state.selection.$from.parentOffset === 0
  );
}

function atEnd({ state }: Editor): boolean {
  const { $from } = state.selection;
  return (
    state.selection.to === Selection.atEnd(state.doc).to && $from.parentOffset === $from.parent.content.size
  );
}

function atTop({ state }: Editor): boolean {
  return (
    state.selection.$from.index(0) === 0 &&
    Selection.atStart(state.doc).$from.parent === state.selection.$from.parent
  );
}

function atBottom({ state }: Editor): boolean {
  return Selection.atEnd(state.doc).$from.parent === state.selection.$from.parent;
}
