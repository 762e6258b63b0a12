import { type Editor, Extension } from '@tiptap/core';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** What the body does at its end, where the last block is a table or a quote and nothing stands below to go to. */
export const BodyKeymap = Extension.create({
  name: 'bodyKeys',
  priority: 850,
  addKeyboardShortcuts() {
    return {
      // There are no line breaks inside a paragraph: who asks for one gets a new paragraph.
      'Shift-Enter': ({ editor }) => pressKey(editor.view, 'Enter'),
      ArrowDown: ({ editor }) => isAtBottom(editor) && appendParagraph(editor.view),
    };
  },
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            // The empty room under the text belongs to it: a click there goes on writing.
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

/** What a key does, whoever handles it. Tiptap's `keyboardShortcut` would lose where the caret goes. */
function pressKey(view: EditorView, key: string): boolean {
  const event = new KeyboardEvent('keydown', { key });
  return view.someProp('handleKeyDown', (handle) => handle(view, event)) ?? false;
}

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

/** Puts the caret to the end of the last paragraph, which is made where the last block is something else. */
function appendParagraph(view: EditorView): boolean {
  const { state } = view;
  const { doc, tr } = state;
  const { paragraph } = state.schema.nodes;
  if (!paragraph) throw new Error('The schema has no paragraph');
  const isThere = doc.lastChild?.type === paragraph;
  if (!isThere) tr.insert(doc.content.size, paragraph.create());
  tr.setSelection(TextSelection.create(tr.doc, tr.doc.content.size - 1));
  view.dispatch(tr.scrollIntoView());
  return true;
}
