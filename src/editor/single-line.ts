import { type Editor, Extension } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { oneLine } from '../../domain/vietnamese.ts';

/**
 * Keeps title and lead to one line of plain text: Enter goes on to the next field, what is pasted or dropped becomes
 * one line. Text that is too long is not cut: the counter says so, and words are never swallowed while typing.
 */
export const SingleLine = Extension.create<{ onEnter: (editor: Editor) => void }>({
  name: 'lineRules',
  priority: 950,
  addOptions() {
    return { onEnter: () => {} };
  },
  addKeyboardShortcuts() {
    const leave = ({ editor }: { editor: Editor }) => {
      this.options.onEnter(editor);
      return true;
    };
    return { Enter: leave, 'Shift-Enter': leave, 'Mod-Enter': leave };
  },
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handlePaste(view, event) {
            const text = event.clipboardData?.getData('text/plain') ?? '';
            if (text === '') return false;
            view.dispatch(
              view.state.tr.insertText(oneLine(text)).scrollIntoView().setMeta('uiEvent', 'paste'),
            );
            return true;
          },
          // What is dropped, and what comes with HTML alone.
          transformPasted(slice, view) {
            const text = oneLine(slice.content.textBetween(0, slice.content.size, ' '));
            return new Slice(
              text === '' ? Fragment.empty : Fragment.from(view.state.schema.text(text)),
              0,
              0,
            );
          },
        },
      }),
    ];
  },
});
