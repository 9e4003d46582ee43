import { expect, test } from 'vitest';
import {
  reshaped,
  withCell,
  withCells,
  withColumn,
  withRow,
  withoutColumn,
  withoutRow,
} from './arrange';
import type { Block, TableBlock } from './blocks';

const table = (...rows: string[][]): TableBlock => ({
  kind: 'table',
  caption: '',
  header: true,
  rows,
});

test('another shape keeps the words', () => {
  const paragraph: Block = { kind: 'paragraph', text: '甲\n乙' };
  expect(reshaped(paragraph, 'quotation')).toEqual({ kind: 'quotation', text: '甲\n乙' });
  expect(reshaped(paragraph, 'heading2')).toEqual({ kind: 'heading', level: 2, text: '甲 乙' });
  const list = reshaped(paragraph, 'list');
  expect(list).toEqual({ kind: 'list', ordered: false, items: ['甲', '乙'] });
  expect(reshaped(list, 'paragraph')).toEqual(paragraph);
  expect(reshaped({ kind: 'paragraph', text: '' }, 'list')).toMatchObject({ items: [] });
});

test('neither a table nor a picture has another shape, and a list stays numbered', () => {
  expect(reshaped(table(['甲']), 'paragraph')).toEqual(table(['甲']));
  const list: Block = { kind: 'list', ordered: true, items: ['甲'] };
  expect(reshaped(list, 'list')).toBe(list);
});

test('rows and columns come and go, and short rows are filled', () => {
  const short = table(['甲', '乙'], ['丙']);
  expect(withRow(short, 1).rows).toEqual([
    ['甲', '乙'],
    ['', ''],
    ['丙', ''],
  ]);
  expect(withColumn(short, 2).rows).toEqual([
    ['甲', '乙', ''],
    ['丙', '', ''],
  ]);
  expect(withoutRow(short, 0).rows).toEqual([['丙']]);
  expect(withoutColumn(short, 0).rows).toEqual([['乙'], ['']]);
  expect(withCell(short, 1, 1, '丁').rows).toEqual([
    ['甲', '乙'],
    ['丙', '丁'],
  ]);
  expect(short.rows).toEqual([['甲', '乙'], ['丙']]);
});

test('the last row and the last column stay, and there is no thirteenth column', () => {
  expect(withoutRow(table(['甲']), 0).rows).toEqual([['甲']]);
  expect(withoutColumn(table(['甲'], ['乙']), 0).rows).toEqual([['甲'], ['乙']]);
  const widest = table(Array<string>(12).fill('甲'));
  expect(withColumn(widest, 0)).toBe(widest);
});

test('cells are pasted from a cell on, and the table grows for them', () => {
  const pasted = [
    ['1', '2'],
    ['3', '4'],
  ];
  expect(withCells(table(['甲', '乙'], ['丙', '丁']), 1, 1, pasted)?.rows).toEqual([
    ['甲', '乙', ''],
    ['丙', '1', '2'],
    ['', '3', '4'],
  ]);
  expect(withCells(table(Array<string>(12).fill('')), 0, 11, pasted)).toBeUndefined();
});
