// What comes in by the clipboard as plain text from Word, Excel and WPS: cells parted by tabs, and texts whose lines
// are headings and paragraphs. Nothing of it is taken apart before the user asks; HTML, which says itself what is a
// heading and what a list, is read in `html`.

import type { Block } from './blocks';
import { MOST_COLUMNS } from './blocks';
import { takeIn } from '../words/entry';
import { halfWidth } from '../words/written';
import { columnsOf, squared } from './arrange';

/** Cells as spreadsheets copy them: parted by tabs and line ends; one with a line end in it in quotes. */
export function cellsOf(pasted: string): string[][] {
  const text = pasted.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= text.length) {
    const quoted = /^"((?:[^"]|"")*)"(?=\t|\n|$)/.exec(text.slice(at));
    const end = /[\t\n]|$/.exec(text.slice(at))!.index;
    const [cell, length] = quoted
      ? [quoted[1]!.replaceAll('""', '"'), quoted[0].length]
      : [text.slice(at, at + end), end];
    rows[rows.length - 1]!.push(cell);
    at += length;
    if (text[at] === '\n') rows.push([]);
    at += 1;
  }
  return rows;
}

/** Whether a line is a row of cells: a tab at its beginning is an indent. */
const isRow = (line: string) => line.trimStart().includes('\t') || /^\t[^\t]+\t/.test(line);

/** A mark of a list at the beginning of a line, with what stands behind it. */
const BULLET = /^[\s　]*[•●■◆□▶➢✓▪○◦]\s*(.*)$|^[\s　]*[-–·]\s+(.*)$/;
const NUMBER = /^[\s　]*(?:[（(](\d{1,3})[）)]|(\d{1,3})[.)．、）](?!\d))\s*(.*)$/;
const FULL = /^[\s　]*[（(]?[０-９]/;

const CIRCLED = /^[\s　]*([①-⒛])\s*(.*)$/;
const LETTER = /^[\s　]*(?:[（(]([a-zA-Z])[）)]|([a-zA-Z])[)．）、]|([a-zA-Z])\.(?=\s))\s*(.*)$/;

/** What a line of a list says, and its kind of mark with its number where it has one. */
export function itemOf(
  line: string,
): { mark: string; number: number | undefined; text: string } | undefined {
  const bullet = BULLET.exec(line);
  if (bullet) return { mark: '•', number: undefined, text: (bullet[1] ?? bullet[2] ?? '').trim() };
  const found = NUMBER.exec(FULL.test(line) ? halfWidth(line) : line);
  if (found) return { mark: '1', number: Number(found[1] ?? found[2]), text: found[3]!.trim() };
  const circled = CIRCLED.exec(line);
  if (circled) {
    // ①, ⑴ and ⒈, twenty of each.
    const at = circled[1]!.codePointAt(0)! - 0x2460;
    return { mark: `①${Math.floor(at / 20)}`, number: (at % 20) + 1, text: circled[2]!.trim() };
  }
  const letter = LETTER.exec(line);
  if (!letter) return undefined;
  const number = (letter[1] ?? letter[2] ?? letter[3])!.toLowerCase().charCodeAt(0) - 0x60;
  return { mark: 'a', number, text: letter[4]!.trim() };
}

/** How many lines from this one on are a list: with marks of one kind, numbers in their order from 1. */
function listLength(lines: string[], from: number): number {
  const first = itemOf(lines[from]!);
  if (!first || (first.number !== undefined && first.number !== 1)) return 0;
  let count = 0;
  for (const line of lines.slice(from)) {
    const item = itemOf(line);
    const wanted = first.number === undefined ? undefined : count + 1;
    if (!item || item.mark !== first.mark || item.number !== wanted) break;
    count += 1;
  }
  // One numbered line alone is a heading or a paragraph that begins so.
  return first.number !== undefined && count < 2 ? 0 : count;
}

/** The cells of a text that is a table: at least two rows and two columns, and not too many. */
export function tableIn(text: string): string[][] | undefined {
  const lines = takeIn(text, 'lines').text.replace(/\r\n?/g, '\n').trimEnd().split('\n');
  if (lines.length < 2 || !lines.every((line) => isRow(line) || line.includes('"'))) {
    return undefined;
  }
  const cells = cellsOf(text.trimEnd());
  const columns = columnsOf({ rows: cells });
  const isTable = cells.length >= 2 && columns >= 2 && columns <= MOST_COLUMNS;
  return isTable ? squared(cells) : undefined;
}

/** Whether a text has several lines with something in them. */
export const hasLines = (text: string): boolean =>
  text.split('\n').filter((line) => line.trim() !== '').length > 1;

/** Judgement: what is longer, or ends like a sentence, is a paragraph that begins with a number. */
const LONGEST_HEADING = 36;
const isShort = (line: string) => line.length <= LONGEST_HEADING && !/[。；;，,：:？?]$/.test(line);

/** A line as a block: 一、 and （一） at its beginning make a heading; the number stays. */
export function lineBlock(line: string): Block {
  const text = line.trim();
  const isNumbered = (number: RegExp) => number.test(text) && isShort(text);
  if (isNumbered(/^[一二三四五六七八九十]+、/)) return { kind: 'heading', level: 1, text };
  if (isNumbered(/^[（(][一二三四五六七八九十]+[）)]/)) return { kind: 'heading', level: 2, text };
  // 1.1 and 1.1.1 before words.
  const levels = /^\d{1,2}((?:\.\d{1,2}){1,2})\.?[\s　]+[^\d\s]/.exec(text);
  if (levels && isShort(text)) {
    return { kind: 'heading', level: levels[1]!.split('.').length > 2 ? 3 : 2, text };
  }
  return { kind: 'paragraph', text };
}

/** A line with a number of one level above others of two: `1. 总体要求` before `1.1 目标`. */
function isAbove(lines: string[], at: number): boolean {
  const number = /^[\s　]*(\d{1,2})[.．、]?[\s　]*[^\d.．、\s]/.exec(lines[at]!)?.[1];
  const next = lines.slice(at + 1).find((line) => line.trim() !== '');
  return number !== undefined && next !== undefined && next.trim().startsWith(`${number}.1`);
}

/** A text taken apart: a block for each line, a list for lines with marks, a table for rows of cells that follow each other. */
export function blocksOfLines(text: string): Block[] {
  const blocks: Block[] = [];
  let rows: string[] = [];
  const endRows = () => {
    const cells = tableIn(rows.join('\n'));
    if (cells) blocks.push({ kind: 'table', caption: '', header: true, rows: cells });
    else blocks.push(...rows.map(lineBlock));
    rows = [];
  };
  const lines = takeIn(text, 'lines').text.replace(/\r\n?/g, '\n').split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    const items = listLength(lines, at);
    if (items > 0) {
      endRows();
      const ordered = itemOf(line)!.number !== undefined;
      const texts = lines.slice(at, at + items).map((item) => itemOf(item)!.text);
      blocks.push({ kind: 'list', ordered, items: texts });
      at += items - 1;
    } else if (isRow(line)) {
      rows.push(line);
    } else {
      endRows();
      const text = line.trim();
      if (isAbove(lines, at) && isShort(text)) blocks.push({ kind: 'heading', level: 1, text });
      else if (text !== '') blocks.push(lineBlock(line));
    }
  }
  endRows();
  return blocks;
}

/** What a text was taken apart into, in words: “4 段、2 个标题、1 张表格”. */
export function counted(blocks: readonly Block[]): string {
  const of = (kind: Block['kind']) => blocks.filter((block) => block.kind === kind).length;
  const parts: [number, string][] = [
    [of('paragraph'), '段'],
    [of('heading'), '个标题'],
    [of('list'), '个列表'],
    [of('table'), '张表格'],
    [of('picture'), '张图片'],
    [of('quotation'), '处引文'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join('、');
}
