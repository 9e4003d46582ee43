// Rows that are copied from a spreadsheet into fields: which cell goes where. What stands in a cell stays as it is;
// Rust says whether it is right.

import type { FieldView, JsonValue } from '../host';
import { cellsOf } from '../material/paste';
import { pageOf } from '../material/html/page';
import { gridOf } from '../material/html/tables';
import { inOneLine } from './amounts';
import { takeIn } from './entry';
import { halfWidth, writtenDate } from './written';

/** Cells of several rows or columns; none where a single text was pasted, which goes in as text does. */
export function rowsIn(pasted: string): string[][] | undefined {
  if (!pasted.includes('\t')) return spacedRows(pasted);
  const rows = cellsOf(pasted).filter((row) => row.some((cell) => cell.trim() !== ''));
  return rows.length > 0 && rows.some((row) => row.length > 1) ? rows : undefined;
}

/** Lines whose parts stand apart by two blanks or more, as a table of a letter does: at least two lines, of one width. */
function spacedRows(pasted: string): string[][] | undefined {
  const lines = pasted.split(/\r?\n/).filter((line) => line.trim() !== '');
  const rows = lines.map((line) => line.trim().split(/[ \u3000]{2,}/));
  const isTable =
    rows.length > 1 && rows[0]!.length > 2 && rows.every((row) => row.length === rows[0]!.length);
  return isTable ? rows : undefined;
}

/** The cells of a clipboard whose HTML is one table, as spreadsheets and Word write it; none of a cell alone. */
export function cellsOfHtml(html: string): string[][] | undefined {
  if (!/<table[\s>]/i.test(html) || html.length > LONGEST_HTML) return undefined;
  const { body } = pageOf(html);
  const tables = body.querySelectorAll('table');
  const beside = body.cloneNode(true) as Element;
  beside.querySelectorAll('table, script').forEach((one) => one.remove());
  if (tables.length !== 1 || (beside.textContent ?? '').trim() !== '') return undefined;
  const { rows } = gridOf(tables[0]!, { picture: () => {}, struckOut: () => {} });
  return rows.length > 1 || (rows[0]?.length ?? 0) > 1 ? rows : undefined;
}

/** Judgement: rows of a form that are typed by people take some kilobytes. */
const LONGEST_HTML = 5_000_000;

type Row = Record<string, JsonValue>;

/** How a cell reads as the value of a column; no value where the column takes no such text. */
export type CellReader = (column: FieldView, cell: string) => JsonValue | undefined;

const inLine = (cell: string) => takeIn(cell.trim(), 'line').text.replace(/\s*\n\s*/g, ' ');

/** Without blanks, and with half-width letters, as labels are compared. */
const plainWords = (text: string) => halfWidth(inLine(text)).replace(/\s/g, '');

function optionOf({ kind }: FieldView, cell: string): string | undefined {
  const options = kind.is === 'choice' || kind.is === 'choices' ? kind.options : [];
  const words = plainWords(cell);
  return options.find(({ label, id }) => plainWords(label) === words || id === words)?.id;
}

/** Several in one cell. */
const partsOf = (cell: string) =>
  cell
    .split(/[、，,；;/\n]/)
    .map(inLine)
    .filter((part) => part !== '');

const YES_NO = new Map([
  ...['是', '√', '✓', '☑', 'Y', 'y'].map((word) => [word, true] as const),
  ...['否', '×', '✗', 'N', 'n'].map((word) => [word, false] as const),
]);

/** How cells read in the kinds of columns that take text; an empty cell empties all of them. */
export const CELLS = {
  line: (_, cell) => inLine(cell),
  figure: (_, cell) => takeIn(inOneLine(cell), 'figure').text,
  lines: (_, cell) => takeIn(cell.trim(), 'lines').text,
  day: (_, cell) => writtenDate(inLine(cell), 3)?.join('-') ?? inLine(cell),
  month: (_, cell) => writtenDate(inLine(cell), 2)?.join('-') ?? inLine(cell),
  // Rust takes a period apart.
  period: (_, cell) => ({ from: inLine(cell), to: null }),
  option: (column, cell) => optionOf(column, cell),
  options: (column, cell) => {
    const whole = optionOf(column, cell);
    if (whole !== undefined) return [whole];
    const found = partsOf(cell).map((part) => optionOf(column, part));
    return found.every((one) => one !== undefined) ? [...new Set(found)] : undefined;
  },
  yesNo: (_, cell) => YES_NO.get(plainWords(cell)),
  place: (_, cell) => ({ code: null, text: inLine(cell) }),
  places: (_, cell) => partsOf(cell).map((text) => ({ code: null, text })),
  addresses: (_, cell) => inLine(cell).split(/\s+/),
  person: (_, cell) => {
    const text = inLine(cell);
    return { ...(personIn(text) ?? { name: text, phone: '' }) };
  },
} satisfies Record<string, CellReader>;

/** Other words for what heads of columns say. */
const SAME: [RegExp, string][] = [
  [/^(?:手机|手机号|手机号码|联系电话|电话|电话号码|联系方式|移动电话)$/, '电话'],
  [/^(?:姓名|联系人|联络员|名字)$/, '姓名'],
  [/^(?:单位|单位名称|工作单位|所在单位)$/, '单位'],
  [/^(?:职务|职务职称|职称|岗位)$/, '职务'],
  [/^(?:邮箱|电子邮箱|电子邮件|邮件|Email|E-mail)$/i, '邮箱'],
];

/** Heads of columns that number their rows. */
const COUNT = /^(?:序号|编号|序|No\.?)$/i;

/** What the heads of columns are called in a spreadsheet. */
function plain(label: string): string {
  const words = label.replace(/[\s（）()：:]/g, '');
  return SAME.find(([same]) => same.test(words))?.[1] ?? words;
}

export interface PastedRows {
  rows: Row[];
  /** How many rows and cells came in. */
  count: number;
  /** Cells that found no column or row, or that theirs does not take. */
  left: string[];
}

/** Where cells are put: the one with the focus, and how many rows there can be. */
export interface Into {
  at: number;
  column: number;
  most?: number;
}

/**
 * The rows of a list with cells put in from one cell on. Heads that were copied along say which column is meant, and
 * are no row; so is a first column of running numbers.
 */
export function withPasted(
  rows: readonly (Row | null)[],
  columns: readonly FieldView[],
  { at, column: from, most = Infinity }: Into,
  cells: string[][],
  valueOf: CellReader,
): PastedRows {
  const heads = cells[0]!.map((cell) =>
    columns.findIndex(({ label }) => plain(label) === plain(cell)),
  );
  const found = heads.filter((column) => column >= 0).length;
  // One head alone is one above the very column that it names.
  const named = found >= 2 || (heads.length === 1 && heads[0] === from && cells.length > 1);
  const pasted = named ? cells.slice(1) : cells;
  const isCount = (row: string[], index: number) => row[0]?.trim() === String(index + 1);
  const numbered =
    !named &&
    pasted.length > 1 &&
    pasted[0]!.length > columns.length - from &&
    pasted.every(isCount);
  /** A column that only counts: by its head, or without heads by its numbers. */
  const isCounted = (cell: number) =>
    named ? COUNT.test(plain(cells[0]![cell] ?? '')) : numbered && cell === 0;
  const columnOf = (cell: number) =>
    named ? (heads[cell] ?? -1) : from + cell - (numbered ? 1 : 0);
  const result: Row[] = rows.map((row) => ({ ...row }));
  const left: string[] = [];
  let count = 0;
  pasted.forEach((row, down) => {
    if (at + down >= most) {
      left.push(...row.map((cell) => cell.trim()).filter((cell) => cell !== ''));
      return;
    }
    count += 1;
    while (result.length <= at + down) result.push({});
    row.forEach((cell, across) => {
      if (isCounted(across)) return;
      const column = columns[columnOf(across)];
      const value = column && (inLine(cell) === '' ? null : valueOf(column, cell));
      if (value === undefined) {
        if (cell.trim() !== '') left.push(cell.trim());
      } else result[at + down]![column!.id] = value;
    });
  });
  return { rows: result, count, left };
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
