import { type Editor, Extension } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { oneLine } from '../../domain/vietnamese.ts';

/**
 * Restricts title and lead to one line of plain text: Enter moves to the next field, pasted and dropped content becomes
 * one line. Text beyond the limit is not cut, only counted.
 */
export const SingleLine = Extension.create<{ onEnter: (editor: Editor) => void }>({
  name: 'singleLine',
  priority: 950,
  addOptions() {
    return { onEnter: () => {} };
  },
  addKeyboardShortcuts() {
    const moveToNextField = ({ editor }: { editor: Editor }) => {
      this.options.onEnter(editor);
      return true;
    };
    return { Enter: moveToNextField, 'Shift-Enter': moveToNextField, 'Mod-Enter': moveToNextField };
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
          // Drops, and pastes with HTML only.
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
