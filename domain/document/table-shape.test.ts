import { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import type { NodeJson } from './content.ts';
import { bodySchema } from './extensions.ts';
import { columnsOf, columnWidthsOf, isRegular, rectangularTable, withColumns } from './table-shape.ts';

type Attributes = { colspan?: number; rowspan?: number; column?: string; colwidth?: number[] };

const cell = (text: string, attrs: Attributes = {}, type = 'tableCell'): NodeJson => ({
  type,
  attrs,
  content: [
    {
      type: 'paragraph',
      attrs: { id: `id-${text.replace(/\W/g, '')}` },
      content: text === '' ? [] : [{ type: 'text', text }],
    },
  ],
});

/** `a:Giá` is a cell with this text in the column `a`; `~a:` one of a later row. */
function table(...rows: (string | NodeJson)[][]): Node {
  const toJson = (given: string | NodeJson) => {
    if (typeof given !== 'string') return given;
    const [column = '', text = ''] = given.includes(':') ? given.split(':') : ['', given];
    return cell(text, column === '' ? {} : { column });
  };
  return Node.fromJSON(bodySchema, {
    type: 'table',
    attrs: { id: 'bang' },
    content: rows.map((row) => ({ type: 'tableRow', content: row.map(toJson) })),
  });
}

/** One line for each row. */
const shown = (made: Node | null) =>
  made?.children.map(({ children }) =>
    children
      .map(({ attrs, textContent }) => {
        const spans = attrs.colspan * attrs.rowspan > 1 ? `(${attrs.colspan}×${attrs.rowspan})` : '';
        return `${attrs.column === null ? '' : `${attrs.column}:`}${textContent}${spans}`;
      })
      .join(' | '),
  );

describe('a table that names its columns', () => {
  test('stays the same when it is rectangular', () => {
    const made = table(['a:1', 'b:2'], ['~a:3', '~b:4']);
    expect(rectangularTable(made)).toBe(made);
    expect(isRegular(made)).toBe(true);
  });

  test('gets the cell that a row lacks in its column, and the same one everywhere', () => {
    const made = table(['a:1', 'x:', 'b:2'], ['~a:3', '~b:4']);
    const repaired = rectangularTable(made);
    expect(shown(repaired)).toEqual(['a:1 | x: | b:2', '~a:3 | ~x: | ~b:4']);
    expect(rectangularTable(made)?.toJSON()).toEqual(repaired?.toJSON());
  });

  test('loses the cells that two people have added to one place', () => {
    const made = table(['a:1', 'x:', 'b:2'], ['~a:3', '~x:', '~x:', '~b:4']);
    expect(shown(rectangularTable(made))).toEqual(['a:1 | x: | b:2', '~a:3 | ~x: | ~b:4']);
  });

  test('keeps the text of both cells in one place, and of equal ones that of one', () => {
    const made = table(['a:1', 'x:', 'b:2'], ['~a:3', '~x:', '~x:năm', '~x:sáu', '~x:sáu', '~b:4']);
    expect(shown(rectangularTable(made))?.[1]).toBe('~a:3 | ~x:nămsáusáu | ~b:4');
    expect(shown(rectangularTable(table(['a:1', 'a:1'])))).toEqual(['a:1']);
  });

  test('loses a column that was deleted while a row was added, unless it has text', () => {
    expect(shown(rectangularTable(table(['a:1'], ['a:2'], ['~a:3', '~b:'])))).toEqual(['a:1', 'a:2', '~a:3']);
    expect(shown(rectangularTable(table(['a:1'], ['~a:3', '~b:4'])))).toEqual(['a:1 | ~b:', '~a:3 | b:4']);
  });

  test('keeps an empty column that was added while rows were added', () => {
    const made = table(['a:1', 'x:'], ['~a:2'], ['~a:3'], ['~a:4']);
    expect(shown(rectangularTable(made))?.at(-1)).toBe('~a:4 | ~x:');
  });

  test('reduces a merged cell to the cells that are not its own', () => {
    const merged = { ...cell('gộp', { column: 'a', colspan: 2, rowspan: 2 }) };
    const made = table([merged, 'c:1'], ['~a:2', '~b:3', '~c:4'], ['c:5']);
    expect(shown(rectangularTable(made))).toEqual([
      'a:gộp(2×1) | c:1',
      '~a:2 | b:3 | ~c:4',
      '~a: | ~b: | c:5',
    ]);
  });

  test('is nothing without cells', () => {
    expect(rectangularTable(table([], []))).toBeNull();
  });
});

describe('a table that names no columns', () => {
  test('stays the same when it is complete', () => {
    const header = cell('Năm', { colspan: 2, colwidth: [100, 200] }, 'tableHeader');
    for (const made of [table([header]), table([header, '1'], ['2', '3', '4'])])
      expect(rectangularTable(made)).toBe(made);
  });

  test('gets the missing cells at the end of the row', () => {
    expect(shown(rectangularTable(table(['1', '2'], ['3'])))).toEqual(['1 | 2', '3 | ']);
  });

  test('names its columns after their first blocks, and a new one by itself', () => {
    const named = withColumns(table(['1', '2'], ['3', '4']));
    expect(shown(named)).toEqual(['id-1:1 | id-2:2', 'id-1:3 | id-2:4']);
    const wider = table(['a:1', 'mới', 'b:2'], ['a:3', 'vào', 'b:4'], ['hàng', '', 'thêm']);
    expect(shown(withColumns(wider))).toEqual([
      'a:1 | id-mi:mới | b:2',
      'a:3 | id-mi:vào | b:4',
      '~a:hàng | id-mi: | ~b:thêm',
    ]);
  });

  test('a column that was split off a merged cell gets another name', () => {
    const made = table(['a:1', 'a:2'], ['a:3', 'b:4']);
    expect(columnsOf(withColumns(made) ?? made)).toEqual(['a', 'b']);
  });
});

test('a hostile table with a column for each cell is left alone, at once', () => {
  const rows = Array.from({ length: 1_000 }, (_, index) => [`c${index}:`, `d${index}:`]);
  const made = table(...rows);
  expect(rectangularTable(made)).toBe(made);
});

test('widths are those of the first cell of a column that has one', () => {
  const made = table(
    [cell('1', { colspan: 2, colwidth: [0, 120] }), cell('2')],
    [cell('3', { colwidth: [90] }), cell('4', { colwidth: [80] }), cell('5')],
  );
  expect(columnWidthsOf(made)).toEqual([90, 120, null]);
});
