// What is done with blocks: another kind for the same words, columns and rows of a table. Pure: each gives
// a new block.

import type { Block, HeadingLevel, TableBlock } from './blocks';
import { MOST_COLUMNS } from './blocks';

/** What a block of words can be, as the user chooses it. */
export type Shape = 'heading1' | 'heading2' | 'heading3' | 'paragraph' | 'quotation' | 'list';

/** The shapes in the order in which they are offered. */
export const SHAPES: [Shape, string][] = [
  ['paragraph', '段落'],
  ['heading1', '一级标题'],
  ['heading2', '二级标题'],
  ['heading3', '三级标题'],
  ['quotation', '引文'],
  ['list', '列表'],
];

/** The shape of a block of words; none of a table or a picture. */
export function shapeOf(block: Block): Shape | undefined {
  if (block.kind === 'heading') return `heading${block.level}`;
  return block.kind === 'table' || block.kind === 'picture' ? undefined : block.kind;
}

/** The same words in another shape: a line for each item of a list, and back. */
export function reshaped(block: Block, shape: Shape): Block {
  if (block.kind === 'table' || block.kind === 'picture') return block;
  const text = block.kind === 'list' ? block.items.join('\n') : block.text;
  if (shape === 'list') {
    return block.kind === 'list' ? block : { kind: 'list', ordered: false, items: itemsOf(text) };
  }
  if (shape === 'paragraph' || shape === 'quotation') return { kind: shape, text };
  const level = Number(shape.slice(-1)) as HeadingLevel;
  // A heading is one line; a line end in the middle of Han is nothing, between words a space.
  return { kind: 'heading', level, text: text.trim().replace(/\s*\n\s*/g, ' ') };
}

/** One item a line. */
export const itemsOf = (text: string): string[] => (text === '' ? [] : text.split('\n'));

/** How many columns a table has: those of its longest row. */
export const columnsOf = ({ rows }: Pick<TableBlock, 'rows'>): number =>
  Math.max(0, ...rows.map((row) => row.length));

/** With rows of the same length, and at least one cell. */
export function squared(rows: string[][], columns = columnsOf({ rows })): string[][] {
  const width = Math.max(1, columns);
  const filled = rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
  return filled.length > 0 ? filled : [Array<string>(width).fill('')];
}

/** With an empty row before the one at `at`. */
export function withRow(table: TableBlock, at: number): TableBlock {
  const rows = squared(table.rows);
  rows.splice(at, 0, Array<string>(rows[0]!.length).fill(''));
  return { ...table, rows };
}

/** With an empty column before the one at `at`; unchanged where there are as many as can be. */
export function withColumn(table: TableBlock, at: number): TableBlock {
  const rows = squared(table.rows);
  if (rows[0]!.length >= MOST_COLUMNS) return table;
  rows.forEach((row) => row.splice(at, 0, ''));
  return { ...table, rows };
}

/** Without a row; the last one stays. */
export function withoutRow(table: TableBlock, at: number): TableBlock {
  if (table.rows.length <= 1) return table;
  return { ...table, rows: table.rows.filter((_, index) => index !== at) };
}

/** Without a column; the last one stays. */
export function withoutColumn(table: TableBlock, at: number): TableBlock {
  if (columnsOf(table) <= 1) return table;
  const rows = squared(table.rows);
  return { ...table, rows: rows.map((row) => row.filter((_, index) => index !== at)) };
}

/** With what was typed in a cell. */
export function withCell(table: TableBlock, at: number, column: number, text: string): TableBlock {
  const rows = squared(table.rows);
  rows[at] = rows[at]!.map((cell, index) => (index === column ? text : cell));
  return { ...table, rows };
}

/** With pasted cells from this one on; none where they need more columns than can be. */
export function withCells(
  table: TableBlock,
  at: number,
  column: number,
  cells: string[][],
): TableBlock | undefined {
  const columns = Math.max(columnsOf(table), column + columnsOf({ rows: cells }));
  if (columns > MOST_COLUMNS) return undefined;
  const below = Array<string[]>(Math.max(0, at + cells.length - table.rows.length)).fill([]);
  const rows = squared([...table.rows, ...below], columns);
  cells.forEach((row, down) =>
    row.forEach((cell, across) => (rows[at + down]![column + across] = cell)),
  );
  return { ...table, rows };
}
