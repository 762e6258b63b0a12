import { type Editor, Extension } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { oneLine } from '../../domain/vietnamese.ts';
import { isFromYjs } from './block-ids.ts';

type SingleLineOptions = {
  onEnter: (editor: Editor) => void;
  /** The server's limit while writing: a longer line would be refused with everything after it. */
  maxChars: number;
  /** Receives the length of a refused line. */
  onRefused: (chars: number) => void;
};

/**
 * Restricts title and lead to one line of plain text: Enter moves to the next field, pasted and dropped content becomes
 * one line. Text beyond the limit is not cut, only counted, up to what the server accepts.
 */
export const SingleLine = Extension.create<SingleLineOptions>({
  name: 'singleLine',
  priority: 950,
  addOptions() {
    return { onEnter: () => {}, maxChars: Number.POSITIVE_INFINITY, onRefused: () => {} };
  },
  addKeyboardShortcuts() {
    const moveToNextField = ({ editor }: { editor: Editor }) => {
      this.options.onEnter(editor);
      return true;
    };
    return { Enter: moveToNextField, 'Shift-Enter': moveToNextField, 'Mod-Enter': moveToNextField };
  },
  addProseMirrorPlugins() {
    const { maxChars, onRefused } = this.options;
    return [
      new Plugin({
        filterTransaction: (transaction, { doc }) => {
          if (!transaction.docChanged || isFromYjs(transaction)) return true;
          const chars = transaction.doc.textContent.length;
          // A line above the limit may still shrink.
          if (chars <= maxChars || chars <= doc.textContent.length) return true;
          onRefused(chars);
          return false;
        },
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
