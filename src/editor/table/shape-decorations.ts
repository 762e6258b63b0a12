import type { Node } from '@tiptap/pm/model';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { isRegular, rectangularTable } from '../../../domain/document/table-shape.ts';

/**
 * Shows tables that concurrent edits have left with missing or surplus cells as they will be repaired, without changing
 * the document.
 */
export function shapeDecorations(doc: Node): DecorationSet {
  const decorations: Decoration[] = [];
  doc.forEach((table, pos) => {
    if (table.type.name === 'table') decorations.push(...decorationsOf(table, pos));
  });
  return decorations.length > 0 ? DecorationSet.create(doc, decorations) : DecorationSet.empty;
}

function decorationsOf(table: Node, pos: number): Decoration[] {
  const next = isRegular(table) ? table : rectangularTable(table);
  if (!next || next === table) return [];
  const decorations: Decoration[] = [];
  table.forEach((row, offset, index) => {
    const shown = next.child(index);
    if (row === shown) return;
    let at = pos + 1 + offset + 1;
    let found = 0;
    for (const cell of row.children) {
      const place = shown.children.findIndex(
        ({ content }, start) => start >= found && content === cell.content,
      );
      if (place >= 0) {
        for (; found < place; found += 1) decorations.push(missingCell(at, shown.child(found)));
        found = place + 1;
      } else if (cell.textContent === '') {
        decorations.push(Decoration.node(at, at + cell.nodeSize, { class: 'is-surplus-cell' }));
      }
      at += cell.nodeSize;
    }
    for (; found < shown.childCount; found += 1) decorations.push(missingCell(at, shown.child(found)));
  });
  return decorations;
}

function missingCell(pos: number, cell: Node): Decoration {
  const create = () => {
    const element = document.createElement(cell.type.name === 'tableHeader' ? 'th' : 'td');
    element.contentEditable = 'false';
    return element;
  };
  return Decoration.widget(pos, create, { side: -1, key: `missing ${cell.firstChild?.attrs.id}` });
}
