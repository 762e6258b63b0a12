import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';

/** A table node view as readers get it: in a container that scrolls sideways, without Tiptap's inline styles. */
export const TableView = Extension.create({
  name: 'tableView',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          nodeViews: {
            table: (node) => {
              const dom = document.createElement('div');
              dom.className = 'table';
              const table = dom.appendChild(document.createElement('table'));
              const contentDOM = table.appendChild(document.createElement('tbody'));
              return {
                dom,
                contentDOM,
                update: (next) => next.type === node.type,
                ignoreMutation: (mutation) =>
                  mutation.type !== 'selection' &&
                  mutation.target instanceof HTMLElement &&
                  !contentDOM.contains(mutation.target),
              };
            },
          },
        },
      }),
    ];
  },
});
