import { splitCaption } from '../../../domain/credit.ts';
import { cleanText } from './clean-text.ts';

/*
 * Pictures in the cells of pasted tables. Figures are allowed at the top level only, so they stand below their table, in
 * reading order.
 */

/** The row of the table below which the picture is placed; null outside of tables that become tables. */
export function rowOfPicture(image: Element): HTMLTableRowElement | null {
  const tables: HTMLTableElement[] = [];
  for (let table = image.closest('table'); table; table = table.parentElement?.closest('table') ?? null)
    tables.unshift(table);
  const table = tables.find((candidate) => !isBox(candidate));
  if (!table || table.closest('li, blockquote')) return null;
  return Array.from(table.rows).find((row) => row.contains(image)) ?? null;
}

/** A table of one cell, which was used for layout. */
export function isBox({ rows }: HTMLTableElement): boolean {
  const filled = Array.from(rows).filter(({ cells }) => cells.length > 0);
  return filled.length === 1 && filled[0]?.cells.length === 1;
}

/**
 * The text proposed as caption, and the credit at its end: that of the row, or of the own cell where there are several
 * pictures in the row; else of the cell beneath, where tables of pictures have their captions.
 */
export function captionInTable(
  image: Element,
  row: HTMLTableRowElement,
): { caption: string; credit: string } {
  const cells = Array.from(row.cells);
  const place = cells.findIndex((cell) => cell.contains(image));
  const below = row.nextElementSibling instanceof HTMLTableRowElement ? row.nextElementSibling : null;
  const texts = [
    row.querySelectorAll('img').length > 1 ? lineOf(cells[place]) : '',
    cells
      .map(lineOf)
      .filter((text) => text !== '')
      .join(' – '),
    lineOf(below?.cells[place]),
  ];
  return splitCaption(texts.find((text) => text !== '') ?? '');
}

function lineOf(cell: Element | undefined): string {
  if (!cell) return '';
  const copy = cell.cloneNode(true) as Element;
  for (const block of copy.querySelectorAll('br, p, div, li')) block.after(' ');
  return cleanText(copy.textContent ?? '')
    .replace(/\s+/gu, ' ')
    .trim();
}
