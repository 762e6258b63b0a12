import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { columnWidthsOf } from '../../../domain/document/table-shape.ts';

/** A table node view as readers get it: in a container that scrolls sideways, with the widths of the columns. */
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
              const columns = table.appendChild(document.createElement('colgroup'));
              const contentDOM = table.appendChild(document.createElement('tbody'));
              showWidths(table, columns, node);
              return {
                dom,
                contentDOM,
                update(next) {
                  if (next.type !== node.type) return false;
                  showWidths(table, columns, next);
                  return true;
                },
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

/** Replaces what prosemirror-tables shows while a border is dragged: pixels, where readers get proportions. */
function showWidths(table: HTMLTableElement, columns: HTMLElement, node: Node): void {
  const widths = columnWidthsOf(node);
  const shown = widths.join();
  if (columns.dataset.widths === shown && !table.hasAttribute('style')) return;
  columns.dataset.widths = shown;
  table.removeAttribute('style');
  columns.replaceChildren(
    ...widths.map((width) => {
      const column = document.createElement('col');
      if (width !== null) column.width = String(width);
      return column;
    }),
  );
}
