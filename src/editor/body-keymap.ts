import { type Editor, Extension } from '@tiptap/core';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** Lets the caret leave a table or quote at the end of the body. */
export const BodyKeymap = Extension.create({
  name: 'bodyKeymap',
  priority: 850,
  addKeyboardShortcuts() {
    return {
      ArrowDown: ({ editor }) => isAtBottom(editor) && appendParagraph(editor.view),
    };
  },
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            // A click below the text continues writing at its end.
            mousedown(view, event) {
              if (!view.editable || event.target !== view.dom || event.button !== 0) return false;
              const last = view.dom.lastElementChild;
              if (!last || event.clientY <= last.getBoundingClientRect().bottom) return false;
              event.preventDefault();
              appendParagraph(view);
              view.focus();
              return true;
            },
          },
        },
      }),
    ];
  },
});

function isAtBottom({ state, view }: Editor): boolean {
  const { $from, empty } = state.selection;
  if (!empty || $from.depth < 2 || $from.index(0) !== state.doc.childCount - 1) return false;
  const block = $from.node(1);
  if (block.type.name === 'table') {
    return $from.index(1) === block.childCount - 1 && view.endOfTextblock('down');
  }
  return (
    block.type.name === 'blockquote' && $from.index(1) === block.childCount - 1 && view.endOfTextblock('down')
  );
}

/** Moves the caret to the end of the last paragraph, appending one when the last block is of another type. */
function appendParagraph(view: EditorView): boolean {
  const { state } = view;
  const { doc, tr } = state;
  const { paragraph } = state.schema.nodes;
  if (!paragraph) throw new Error('The schema has no paragraph');
  const isParagraph = doc.lastChild?.type === paragraph;
  if (!isParagraph) tr.insert(doc.content.size, paragraph.create());
  tr.setSelection(TextSelection.create(tr.doc, tr.doc.content.size - 1));
  view.dispatch(tr.scrollIntoView());
  return true;
}
