import { type Editor, Extension } from '@tiptap/core';
import { Selection } from '@tiptap/pm/state';
import { focusField } from './editors.ts';

type FieldNavigationOptions = { previous: () => Editor | null; next: () => Editor | null };

/**
 * Moves the caret between title, lead and body by arrow keys and Backspace, as in one document. Content is never joined
 * across fields.
 */
export const FieldNavigation = Extension.create<FieldNavigationOptions>({
  name: 'fieldNavigation',
  // Before the keymaps of nodes, which also handle Backspace and arrows.
  priority: 900,
  addOptions() {
    return { previous: () => null, next: () => null };
  },
  addKeyboardShortcuts() {
    const { previous, next } = this.options;
    const toPrevious = () => focusEdge(previous(), 'end');
    const toNext = () => focusEdge(next(), 'start');
    return {
      ArrowUp: ({ editor }) =>
        isCaret(editor) && atTop(editor) && editor.view.endOfTextblock('up') && toPrevious(),
      ArrowLeft: ({ editor }) => isCaret(editor) && atStart(editor) && toPrevious(),
      ArrowDown: ({ editor }) =>
        isCaret(editor) && atBottom(editor) && editor.view.endOfTextblock('down') && toNext(),
      ArrowRight: ({ editor }) => isCaret(editor) && atEnd(editor) && toNext(),
      Backspace: ({ editor }) => isCaret(editor) && atStart(editor) && backspace(editor, previous()),
    };
  },
});

function focusEdge(editor: Editor | null, place: 'start' | 'end'): boolean {
  if (!editor) return false;
  focusField(editor, place);
  return true;
}

/** Not in a list, a quote or an empty heading, which Backspace first turns into a paragraph. */
function backspace(editor: Editor, previous: Editor | null): boolean {
  if (!previous) return false;
  const { doc, selection, tr } = editor.state;
  const { $from } = selection;
  const isEmpty = $from.parent.content.size === 0;
  if ($from.depth !== 1 || ($from.parent.type.name === 'heading' && isEmpty)) return false;
  if (isEmpty && doc.childCount > 1) editor.view.dispatch(tr.delete(0, doc.child(0).nodeSize));
  return focusEdge(previous, 'end');
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
