import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** The placeholder text of an empty field. Checks the first block only: constant time in any document. */
export const FieldPlaceholder = Extension.create<{ hint: () => string }>({
  name: 'fieldPlaceholder',
  addOptions() {
    return { hint: () => '' };
  },
  addProseMirrorPlugins() {
    const { hint } = this.options;
    return [
      new Plugin({
        props: {
          decorations({ doc }) {
            const block = doc.firstChild;
            if (doc.childCount !== 1 || !block || block.content.size > 0) return null;
            if (block.type.name !== 'paragraph' && block.type.name !== 'line') return null;
            const attributes = { class: 'is-empty', 'data-hint': hint() };
            return DecorationSet.create(doc, [Decoration.node(0, block.nodeSize, attributes)]);
          },
        },
      }),
    ];
  },
});
