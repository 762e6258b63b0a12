import { Fragment, type Node } from 'prosemirror-model';
import { newBlockId } from './block-id.ts';

/**
 * The shape of tables that several people edit at once.
 *
 * Yjs merges the cells of each row, and knows no columns: when one person adds a row while another adds a column, the new
 * row lacks a cell. Two clients that both insert it leave one too many, which makes all other rows too short, and so on
 * without end. So each cell names its column (the attribute `column`), which makes the repair a function of the table:
 * a cell that is missing is known by its row and column, and one that two clients have inserted is removed again.
 *
 * A cell of a row that was added after its column has a `column` that starts with `~`. When somebody deletes a column
 * while somebody else adds a row, only such cells remain; the column is known to be deleted by that, unless one of them
 * has text. See docs/decisions/023-cells-name-their-columns.md.
 */

/** Larger tables are not repaired: hostile ones could have a column for each cell. */
const repairMaxCells = 20_000;
const spanMax = 50;

/** A cell, or null for one that is missing, with its place in columns and rows. */
type Placed = { cell: Node | null; at: number; width: number; height: number };
type Grid = { keys: string[] | null; rows: Placed[][] };
/** The cells of a row with the column at which they start. */
type Row = { cell: Node; at: number }[];

/**
 * Repairs the shape of a table: each row covers each column once. Missing cells are added empty, spans that overlap are
 * reduced, columns that somebody has deleted are removed unless they have text. No text is lost. The same table gives
 * the same result everywhere, with the same block ids.
 *
 * @returns the same node when nothing is to be repaired; null when no cell is left.
 */
export function rectangularTable(table: Node): Node | null {
  if (!hasColumns(table)) {
    const asIs = gridByPositions(table, false);
    if (!asIs || build(table, asIs) === table) return table;
  }
  const grid = hasColumns(table) ? gridByColumns(table) : gridByPositions(table);
  return grid ? build(table, grid) : table;
}

/** The same after an edit that keeps rows rectangular, but knows no columns: names the columns of new cells. */
export function withColumns(table: Node): Node | null {
  const grid = gridByPositions(table);
  return grid ? build(table, { ...grid, keys: chooseKeys(grid) }) : table;
}

/** Whether all cells name their columns, and the table is rectangular by them. */
export function isRegular(table: Node): boolean {
  const known = regularTables.get(table);
  if (known !== undefined) return known;
  const answer = hasColumns(table) && rectangularTable(table) === table;
  regularTables.set(table, answer);
  return answer;
}

const regularTables = new WeakMap<Node, boolean>();

/** Records that an edit inside of the cells of a regular table leaves it regular, to keep typing fast. */
export function staysRegular(before: Node, after: Node): boolean {
  const isSame =
    isRegular(before) &&
    before.childCount === after.childCount &&
    before.children.every((row, index) => {
      const other = after.child(index);
      return (
        row === other ||
        (row.childCount === other.childCount &&
          row.children.every((cell, at) => cell.sameMarkup(other.child(at))))
      );
    });
  if (isSame) regularTables.set(after, true);
  return isSame;
}

/** The width of each column in pixels; null where none is set. */
export function columnWidthsOf(table: Node): (number | null)[] {
  const widths: (number | null)[] = [];
  for (const placed of gridByPositions(table)?.rows.flat() ?? []) {
    const own: unknown = placed.cell?.attrs.colwidth;
    for (let index = 0; index < placed.width; index += 1) {
      widths[placed.at + index] ??= (Array.isArray(own) && Number(own[index])) || null;
    }
  }
  return widths;
}

/** The columns of a table by name, from left to right. */
export function columnsOf(table: Node): string[] {
  return [...new Set(table.children.flatMap(({ children }) => children.map(columnOf)))];
}

/** The name of the column at which a cell starts; '' for none. */
export const columnOf = ({ attrs }: Node): string => String(attrs.column ?? '').replace(/^~/, '');
const isFounding = ({ attrs }: Node): boolean => !String(attrs.column).startsWith('~');
const isEmpty = (cell: Node): boolean => cell.textContent.trim() === '';

function hasColumns(table: Node): boolean {
  return table.children.every((row) => row.children.every(({ attrs }) => typeof attrs.column === 'string'));
}

/** Null when the table is too large. */
function gridByColumns(table: Node): Grid | null {
  const order = orderOf(table);
  if (order.length * table.childCount > repairMaxCells) return null;
  const indexes = new Map(order.map((key, index) => [key, index]));
  const rows = table.children.map(({ children }) => {
    const byColumn = Map.groupBy(children, (cell) => indexes.get(columnOf(cell)) ?? 0);
    return [...byColumn].map(([at, cells]) => ({ cell: joined(cells), at })).sort((a, b) => a.at - b.at);
  });
  const grid = { keys: order, rows: fill(rows, order.length) };
  const deleted = deletedColumns(grid);
  if (deleted.size === 0) return grid;
  const left = order.map((_, index) => index).filter((index) => !deleted.has(index));
  const newIndexes = new Map(left.map((index, at) => [index, at]));
  const rest = rows.map((row) =>
    row.flatMap(({ cell, at }) => {
      const next = newIndexes.get(at);
      return next === undefined ? [] : [{ cell, at: next }];
    }),
  );
  return { keys: left.map((index) => order[index] ?? ''), rows: fill(rest, left.length) };
}

/** All columns; one that a row has between two others is between them. */
function orderOf(table: Node): string[] {
  const nextOf = new Map<string | null, string | null>([[null, null]]);
  for (const { children } of table.children) {
    let before: string | null = null;
    for (const cell of children) {
      const key = columnOf(cell);
      if (!nextOf.has(key)) {
        nextOf.set(key, nextOf.get(before) ?? null);
        nextOf.set(before, key);
      }
      before = key;
    }
  }
  const order: string[] = [];
  for (let key = nextOf.get(null) ?? null; key !== null; key = nextOf.get(key) ?? null) order.push(key);
  return order;
}

/** Cells that are in the same row and column: two clients inserted it, or both changed its type. */
function joined(cells: Node[]): Node {
  const [first, ...others] = cells;
  if (!first) throw new Error('A column of a row has no cell');
  const different = others.filter((cell) => !isEmpty(cell) && !cell.content.eq(first.content));
  if (isEmpty(first)) return different.length > 1 ? joined(different) : (different[0] ?? first);
  if (different.length === 0) return first;
  return first.copy(Fragment.fromArray([first, ...different].flatMap(({ children }) => [...children])));
}

/** Columns of which only cells of added rows are left, without text, while other rows lack them. */
function deletedColumns({ keys, rows }: Grid): Set<number> {
  const candidates = new Set<number>();
  // Merging removes cells too.
  const isMerged = ({ cell }: Placed) => cell && (cell.attrs.colspan > 1 || cell.attrs.rowspan > 1);
  if (rows.some((row) => row.some(isMerged))) return candidates;
  for (const row of rows) {
    // A row that lost all of its cells proves nothing.
    if (row.some(({ cell }) => cell)) for (const { cell, at } of row) if (!cell) candidates.add(at);
  }
  for (const { cell, at } of rows.flat()) {
    if (cell && (isFounding(cell) || !isEmpty(cell))) candidates.delete(at);
  }
  return candidates.size < (keys?.length ?? 0) ? candidates : new Set();
}

/**
 * As browsers lay out a table: each cell at the first free place of its row. Compact: without columns at which no cell
 * starts, which are invisible.
 */
function gridByPositions(table: Node, isCompact = true): Grid | null {
  /** For each column the first row that is not covered by a cell above. */
  const freeFrom: number[] = [];
  const laidOut = table.children.map(({ children }, row) => {
    let at = 0;
    return children.map((cell) => {
      while ((freeFrom[at] ?? 0) > row) at += 1;
      const start = at;
      for (; at < start + cell.attrs.colspan; at += 1) freeFrom[at] = row + cell.attrs.rowspan;
      return { cell, at: start };
    });
  });
  const used = isCompact ? laidOut.flatMap((row) => row.map(({ at }) => at)) : freeFrom.keys();
  const starts = [...new Set(used)].sort((a, b) => a - b);
  if (starts.length * table.childCount > repairMaxCells) return null;
  const indexes = new Map(starts.map((start, index) => [start, index]));
  const rows = laidOut.map((row) => row.map(({ cell, at }) => ({ cell, at: indexes.get(at) ?? 0 })));
  return { keys: null, rows: fill(rows, starts.length) };
}

/** Adds what is missing. A merged cell covers the columns after it that have no cell, and no other cell. */
function fill(rows: Row[], columnCount: number): Placed[][] {
  const starts = rows.map((row) => new Set(row.map(({ at }) => at)));
  const freeFrom = new Array<number>(columnCount).fill(0);
  return rows.map((row, rowIndex) => {
    const cells = new Map(row.map(({ cell, at }) => [at, cell]));
    const isFree = (at: number) => !cells.has(at) && (freeFrom[at] ?? 0) <= rowIndex;
    const placed: Placed[] = [];
    for (let at = 0; at < columnCount; ) {
      const cell = cells.get(at) ?? null;
      let [width, height] = [1, 1];
      if (cell) {
        if (cell.attrs.colspan > 1)
          while (width < spanMax && at + width < columnCount && isFree(at + width)) width += 1;
        const isBlocked = (below: number) => {
          for (let index = at; index < at + width; index += 1) if (starts[below]?.has(index)) return true;
          return false;
        };
        while (
          height < cell.attrs.rowspan &&
          rowIndex + height < rows.length &&
          !isBlocked(rowIndex + height)
        )
          height += 1;
        freeFrom.fill(rowIndex + height, at, at + width);
      }
      if (cell || isFree(at)) placed.push({ cell, at, width, height });
      at += width;
    }
    return placed;
  });
}

/** A column keeps the name that most of its cells have; a new one is named after its first block. */
function chooseKeys({ rows }: Grid): string[] {
  const columns: Node[][] = [];
  for (const { cell, at } of rows.flat()) {
    columns[at] ??= [];
    if (cell) columns[at]?.push(cell);
  }
  const used = new Set<string>();
  return columns.map((cells) => {
    const counts = new Map<string, number>();
    for (const key of cells.map(columnOf)) {
      if (key !== '' && !used.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const [most] = [...counts].sort(([, a], [, b]) => b - a);
    const id: unknown = cells[0]?.firstChild?.attrs.id;
    const fresh = typeof id === 'string' && !used.has(id.slice(0, 12)) ? id.slice(0, 12) : newBlockId();
    const key = most?.[0] ?? fresh;
    used.add(key);
    return key;
  });
}

/** The table with this grid; nodes that stay equal stay the same. */
function build(table: Node, { keys, rows }: Grid): Node | null {
  if (rows.every((row) => row.length === 0)) return null;
  const columns = keys && foundedColumns(keys, rows);
  const next = rows.map((placed, index) => {
    const row = table.child(index);
    const cells = placed.map((place) => {
      const column = columns?.[place.at];
      return place.cell
        ? cellAt(place.cell, place, column)
        : missingCell(table, index, placed, place, column);
    });
    const isSame = cells.length === row.childCount && cells.every((cell, at) => cell === row.child(at));
    return isSame ? row : row.copy(Fragment.fromArray(cells));
  });
  return next.every((row, index) => row === table.child(index))
    ? table
    : table.copy(Fragment.fromArray(next));
}

/** `founder` is the cell that proves that the column is not deleted: one of the first ones, else the topmost. */
type Column = { key: string; founder: Node | null };

function foundedColumns(keys: string[], rows: Placed[][]): Column[] {
  const columns: Column[] = keys.map((key) => ({ key, founder: null }));
  for (const { cell, at } of rows.flat()) {
    const column = columns[at];
    if (!cell || !column || column.founder?.attrs.column === column.key) continue;
    if (!column.founder || cell.attrs.column === column.key) column.founder = cell;
  }
  return columns;
}

/** All cells of a new column are founders. */
function nameIn({ key, founder }: Column, cell: Node | null): string {
  const isOld = founder !== null && columnOf(founder) === key;
  return cell === founder || !isOld || cell?.attrs.column === key ? key : `~${key}`;
}

function cellAt(cell: Node, { width, height }: Placed, column: Column | undefined): Node {
  const { attrs } = cell;
  const named = column ? nameIn(column, cell) : attrs.column;
  const colwidth = widthsFor(attrs.colwidth, width);
  const isSame =
    attrs.colspan === width &&
    attrs.rowspan === height &&
    attrs.column === named &&
    colwidth === attrs.colwidth;
  if (isSame) return cell;
  return cell.type.create(
    { ...attrs, colspan: width, rowspan: height, column: named, colwidth },
    cell.content,
    cell.marks,
  );
}

/** One whole number for each column, as the schema demands; the same array when it fits. */
function widthsFor(colwidth: unknown, count: number): number[] | null {
  if (!Array.isArray(colwidth)) return null;
  const fits =
    colwidth.length === count && colwidth.every((width) => Number.isInteger(width) && width <= 4_000);
  if (fits) return colwidth;
  return Array.from({ length: count }, (_, at) =>
    Math.min(4_000, Math.max(0, Math.round(colwidth[at] ?? 0))),
  );
}

/** Its block's id is that of its row and column, so that it is the same wherever it is added. */
function missingCell(table: Node, rowIndex: number, row: Placed[], place: Placed, column?: Column): Node {
  const { tableCell, tableHeader, paragraph } = table.type.schema.nodes;
  if (!tableCell || !tableHeader || !paragraph) throw new Error('The schema has no table cells');
  const cells = row.flatMap(({ cell }) => cell ?? []);
  const isHeader = cells.length > 0 && cells.every(({ type }) => type === tableHeader);
  const rowId = cells[0]?.firstChild?.attrs.id ?? `${String(table.attrs.id).slice(0, 8)}${rowIndex}`;
  const id = `${String(rowId).slice(0, 12)}-${(column?.key ?? String(place.at)).slice(0, 12)}`;
  return (isHeader ? tableHeader : tableCell).create(
    column ? { column: nameIn(column, null) } : null,
    paragraph.create({ id }),
  );
}
