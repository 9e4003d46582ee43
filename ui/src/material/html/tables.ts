// Tables of HTML as grids of texts: merged cells taken apart, and what Word and Excel add for layout alone left out.

import { styleOf } from './page';
import { isUnread, nameOf, wordsIn, type Met } from './words';
import { squared } from '../arrange';
import { takeIn } from '../../words/entry';

/** A grid that was read. */
export interface Grid {
  rows: string[][];
  /** Whether the first row says what the columns are. */
  header: boolean;
  /** How many cells were merged. */
  merged: number;
  caption: string;
}

/** Judgement: no column of a table on A4 is merged out of more; what says more is hostile. */
const WIDEST_SPAN = 64;

/** The rows of a table itself, not of tables in its cells. */
const rowsOf = (table: Element): Element[] =>
  [...table.querySelectorAll('tr')].filter(
    (row) => row.closest('table') === table && !isUnread(row),
  );
const cellsOf = (row: Element): Element[] =>
  [...row.children].filter((cell) => /^T[DH]$/.test(nameOf(cell)) && !isUnread(cell));

/** Whether a table only puts its contents into place: tables within it, or one cell a row. */
export const isForLayout = (table: Element): boolean =>
  table.querySelector('table') !== null || rowsOf(table).every((row) => cellsOf(row).length <= 1);

const spanOf = (cell: Element, name: string) => {
  const span = Number(cell.getAttribute(name) ?? 1);
  return Number.isInteger(span) && span > 1 ? Math.min(span, WIDEST_SPAN) : 1;
};

/** What stands in a table. */
export function gridOf(table: Element, met: Met): Grid {
  const rows = rowsOf(table);
  const grid: string[][] = rows.map(() => []);
  const taken: boolean[][] = rows.map(() => []);
  let merged = 0;
  rows.forEach((row, at) => {
    let column = 0;
    for (const cell of cellsOf(row)) {
      while (taken[at]![column]) column += 1;
      const across = spanOf(cell, 'colspan');
      const down = Math.min(spanOf(cell, 'rowspan'), rows.length - at);
      // Excel fills the rest of a row with one cell that is none.
      const isFiller = /mso-ignore:\s*colspan/i.test(styleOf(cell));
      if (across * down > 1 && !isFiller) merged += 1;
      for (let y = at; y < at + down; y += 1)
        for (let x = column; x < column + across; x += 1) {
          taken[y]![x] = true;
          grid[y]![x] ??= '';
        }
      grid[at]![column] = takeIn(wordsIn(cell, met), 'lines').text;
      column += across;
    }
  });
  const caption = [...table.children].find((child) => nameOf(child) === 'CAPTION');
  const first = rows[0] ? cellsOf(rows[0]) : [];
  return {
    rows: trimmed(grid),
    header: rows.length > 1 || first.some((cell) => nameOf(cell) === 'TH'),
    merged,
    caption: caption ? wordsIn(caption, met).replaceAll('\n', ' ') : '',
  };
}

/** Without empty rows, and without empty columns at the right. */
function trimmed(grid: string[][]): string[][] {
  const filled = grid
    .map((row) => Array.from(row, (cell) => cell ?? ''))
    .filter((row) => row.some((cell) => cell !== ''));
  const width = Math.max(
    0,
    ...filled.map((row) => row.reduce((most, cell, at) => (cell === '' ? most : at + 1), 0)),
  );
  return width === 0 ? [] : squared(filled.map((row) => row.slice(0, width)));
}
