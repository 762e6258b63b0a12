import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/**
 * Marks the top-level block with the caret, which editor.css lays out at once. A new block with `content-visibility: auto`
 * has no layout before the next frame; an input method that begins in it until then inserts its first letter twice.
 */
export const CaretBlock = Extension.create({
  name: 'caretBlock',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        decorations({ doc, selection: { $head } }) {
          if ($head.depth === 0) return null;
          const mark = Decoration.node($head.before(1), $head.after(1), { class: 'caret-block' });
          return DecorationSet.create(doc, [mark]);
        },
      },
    }),
  ],
});
