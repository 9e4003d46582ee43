// Rows that are copied from a spreadsheet into fields: which cell goes where. What stands in a cell stays as it is;
// Rust says whether it is right.

import type { FieldView, JsonValue } from '../host';
import { cellsOf } from '../material/paste';
import { takeIn } from './entry';

/** Cells of several rows or columns; none where a single text was pasted, which goes in as text does. */
export function rowsIn(pasted: string): string[][] | undefined {
  if (!pasted.includes('\t')) return undefined;
  const rows = cellsOf(pasted).filter((row) => row.some((cell) => cell.trim() !== ''));
  return rows.length > 0 && rows.some((row) => row.length > 1) ? rows : undefined;
}

type Row = Record<string, JsonValue>;

/** A cell as the value of a column; none where the column takes no text. */
function cellValue(column: FieldView, cell: string): JsonValue | undefined {
  const text = takeIn(cell.trim(), 'line').text.replace(/\s*\n\s*/g, ' ');
  if (text === '') return null;
  switch (column.kind.is) {
    case 'text':
    case 'integer':
    case 'decimal':
    case 'month':
    case 'date':
      return text;
    case 'long_text':
    case 'opinion':
      return takeIn(cell.trim(), 'lines').text;
    case 'choice': {
      const option = column.kind.options.find(({ label, id }) => label === text || id === text);
      return option?.id;
    }
    case 'yes_no':
      return text === '是' ? true : text === '否' ? false : undefined;
    case 'region':
      return { code: null, text };
    case 'contact':
      return { ...(personIn(text) ?? { name: text, phone: '' }) };
    case 'choices':
    case 'links':
    case 'number_or_regions':
    case 'period':
    case 'regions':
    case 'rows':
      return undefined;
  }
}

/** What the heads of columns are called in a spreadsheet. */
const plain = (label: string) => label.replace(/[\s（）()：:]/g, '');

export interface PastedRows {
  rows: Row[];
  /** How many rows and cells came in. */
  count: number;
  /** Cells that found no column, or that theirs does not take. */
  left: string[];
}

/**
 * The rows of a list with cells put in from one cell on. Heads that were copied along say which column is meant, and
 * are no row; so is a first column of running numbers.
 */
export function withPasted(
  rows: readonly (Row | null)[],
  columns: readonly FieldView[],
  [at, from]: [number, number],
  cells: string[][],
): PastedRows {
  const heads = cells[0]!.map((cell) =>
    columns.findIndex(({ label }) => plain(label) === plain(cell)),
  );
  const named = heads.filter((column) => column >= 0).length >= 2;
  const pasted = named ? cells.slice(1) : cells;
  const isCount = (row: string[], index: number) => row[0]?.trim() === String(index + 1);
  const numbered =
    !named &&
    pasted.length > 1 &&
    pasted[0]!.length > columns.length - from &&
    pasted.every(isCount);
  const columnOf = (cell: number) =>
    named ? (heads[cell] ?? -1) : from + cell - (numbered ? 1 : 0);
  const result: Row[] = rows.map((row) => ({ ...row }));
  const left: string[] = [];
  pasted.forEach((row, down) => {
    while (result.length <= at + down) result.push({});
    row.forEach((cell, across) => {
      if (numbered && across === 0) return;
      const column = columns[columnOf(across)];
      const value = column && cellValue(column, cell);
      if (value === undefined) {
        if (cell.trim() !== '') left.push(cell.trim());
      } else result[at + down]![column!.id] = value;
    });
  });
  return { rows: result, count: pasted.length, left };
}

const PHONE =
  /(?:[(（]?(?:\+|00)86[)）]?[\s-]*)?[(（]?[0-9０-９][0-9０-９\s\-－—()（）转*#]{5,}[0-9０-９]/;

/** A name and a number of one text: two cells, or parted by a blank, a mark or nothing. */
export function personIn(pasted: string): { name: string; phone: string } | undefined {
  const text = takeIn(pasted.trim(), 'figure').text.replace(/[\t\r\n]+/g, ' ');
  const found = PHONE.exec(text);
  if (!found) return undefined;
  // A bracket that is not closed in the number stands around it.
  const phone = found[0].trim().replace(/^[(（](?=[^)）]*$)/, '');
  const rest = (text.slice(0, found.index) + ' ' + text.slice(found.index + found[0].length))
    .replace(/(?:姓名|联系人|电话|手机|联系方式|联系电话|号码|Tel|TEL)\s*[:：]?/g, ' ')
    .replace(/^[\s,，、;；:：/|()（）]+|[\s,，、;；:：/|()（）]+$/g, '');
  return rest !== '' && !/\d/.test(rest) && rest.length <= 40 ? { name: rest, phone } : undefined;
}
