import { selectedRect } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';

/** As in public/article.css. */
export const columnMinPx = 84;
const columnMaxPx = 2_000;

/** Makes the columns of the selected cells wider or narrower, as dragging their border does. */
export function resizeColumns(view: EditorView, byPx: number): void {
  const { left, right, map, table, tableStart } = selectedRect(view.state);
  const { tr } = view.state;
  for (let column = left; column < right; column += 1) {
    const cells = map.cellsInRect({ left: column, right: column + 1, top: 0, bottom: map.height });
    const width = Math.round(Math.min(columnMaxPx, Math.max(columnMinPx, widthOf(column) + byPx)));
    for (const cell of cells) {
      const { attrs } = tr.doc.nodeAt(tableStart + cell) ?? {};
      if (!attrs) continue;
      const colwidth: number[] = attrs.colwidth?.slice() ?? new Array(attrs.colspan).fill(0);
      colwidth[column - map.colCount(cell)] = width;
      tr.setNodeAttribute(tableStart + cell, 'colwidth', colwidth);
    }
  }
  view.dispatch(tr);

  /** On the screen, by a cell of this column alone. */
  function widthOf(column: number): number {
    for (let row = 0; row < map.height; row += 1) {
      const pos = map.map[row * map.width + column];
      if (pos === undefined || table.nodeAt(pos)?.attrs.colspan !== 1) continue;
      const dom = view.nodeDOM(tableStart + pos);
      if (dom instanceof HTMLElement) return dom.offsetWidth;
    }
    return columnMinPx;
  }
}
