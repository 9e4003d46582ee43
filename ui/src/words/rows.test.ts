import { expect, test } from 'vitest';
import { cellValue } from '../components/Field/kinds/kinds';
import type { FieldView } from '../host';
import { EXCEL } from '../material/html/samples';
import { cellsOfHtml, personIn, rowsIn, withPasted } from './rows';

test('a name and a number that were copied together are both found', () => {
  const wang = { name: '王芳', phone: '13812345678' };
  for (const text of [
    '王芳\t13812345678',
    '王芳 13812345678',
    '王芳13812345678',
    '13812345678 王芳',
    '王芳（13812345678）',
    '王芳，13812345678',
    '王芳/13812345678',
    '联系人：王芳　电话：13812345678',
    '姓名:王芳\n手机:13812345678',
    '\u202D王芳\t13812345678\u202C\r\n',
  ]) {
    expect(personIn(text), text).toEqual(wang);
  }
  expect(personIn('王芳 025-83398888')).toEqual({ name: '王芳', phone: '025-83398888' });
  expect(personIn('王芳 +86 138 1234 5678')?.phone).toBe('+86 138 1234 5678');
  for (const text of ['王芳', '13812345678', '', '王芳 科长', '第1234567890号文件2020年']) {
    expect(personIn(text), text).toBeUndefined();
  }
});

test('cells have tabs between them, and one text has none', () => {
  expect(rowsIn('甲\t乙\r\n\t\r\n丙\t丁')).toEqual([
    ['甲', '乙'],
    ['丙', '丁'],
  ]);
  expect(rowsIn('甲\n乙')).toBeUndefined();
  expect(rowsIn('甲')).toBeUndefined();
});

const column = (id: string, kind: unknown) => ({ id, label: id, kind }) as unknown as FieldView;
const options = [
  { id: 'self', label: '自荐' },
  { id: 'office', label: '单位推荐（含协会）' },
];

test.each([
  [{ is: 'text' }, '  茶 网 ', '茶 网'],
  [{ is: 'long_text' }, '甲\n乙', '甲\n乙'],
  [{ is: 'integer' }, ' 1,268 ', '1,268'],
  [{ is: 'month' }, '2018年5月', '2018-05'],
  [{ is: 'month' }, '2018/5', '2018-05'],
  [{ is: 'month' }, '去年', '去年'],
  [{ is: 'date' }, '2018.5.3', '2018-05-03'],
  [{ is: 'period' }, '2018.5-2020.3', { from: '2018.5-2020.3', to: null }],
  [{ is: 'choice', options }, '自 荐', 'self'],
  [{ is: 'choice', options }, '单位推荐(含协会)', 'office'],
  [{ is: 'choice', options }, '推荐', undefined],
  [{ is: 'choices', options }, '自荐、单位推荐（含协会）', ['self', 'office']],
  [{ is: 'choices', options }, '自荐、别的', undefined],
  [{ is: 'yes_no' }, '是', true],
  [{ is: 'yes_no' }, '×', false],
  [{ is: 'yes_no' }, '不知', undefined],
  // Two lines of one cell are two figures.
  [{ is: 'decimal' }, '328\n146', '328\t146'],
  [{ is: 'integer' }, ' 64 ', '64'],
  [{ is: 'region' }, '丰县', { code: null, text: '丰县' }],
  [
    { is: 'regions' },
    '丰县、沛县',
    [
      { code: null, text: '丰县' },
      { code: null, text: '沛县' },
    ],
  ],
  [{ is: 'contact' }, '王芳 13812345678', { name: '王芳', phone: '13812345678' }],
  [{ is: 'links' }, 'https://a.cn https://b.cn', ['https://a.cn', 'https://b.cn']],
])('a cell in a column of %o: %s', (kind, cell, value) => {
  const pasted = withPasted([], [column('a', kind)], { at: 0, column: 0 }, [[cell]], cellValue);
  expect(pasted.rows).toEqual(value === undefined ? [{}] : [{ a: value }]);
  expect(pasted.left).toEqual(value === undefined ? [cell.trim()] : []);
});

test('an empty cell empties, and what finds no column or row is named', () => {
  const columns = [column('name', { is: 'text' }), column('way', { is: 'choice', options })];
  const cells = [
    ['甲', '', '备注'],
    ['乙', '自荐', ''],
    ['丙', '', ''],
  ];
  const into = { at: 0, column: 0, most: 2 };
  expect(withPasted([{ way: 'self' }], columns, into, cells, cellValue)).toEqual({
    rows: [
      { name: '甲', way: null },
      { name: '乙', way: 'self' },
    ],
    count: 2,
    left: ['备注', '丙'],
  });
});

test.each([
  [
    'two heads',
    [
      ['单位', '姓名'],
      ['协会', '王芳'],
    ],
    0,
    [{ org: '协会', name: '王芳' }],
  ],
  [
    'heads in another order',
    [
      ['姓名', '工作单位'],
      ['王芳', '协会'],
    ],
    0,
    [{ org: '协会', name: '王芳' }],
  ],
  ['one head above its column', [['联系人'], ['王芳']], 1, [{ name: '王芳' }]],
  [
    'one head that is a value elsewhere',
    [['姓名'], ['王芳']],
    0,
    [{ org: '姓名' }, { org: '王芳' }],
  ],
  ['no heads', [['协会', '王芳']], 0, [{ org: '协会', name: '王芳' }]],
])('%s', (_, cells, at, rows) => {
  const columns = [column('org', { is: 'text' }), column('name', { is: 'text' })].map(
    (one, index) => ({ ...one, label: ['单位', '姓名'][index]! }),
  );
  expect(withPasted([], columns, { at: 0, column: at }, cells, cellValue).rows).toEqual(rows);
});

test('a column that only counts is left out without a word', () => {
  const columns = [column('org', { is: 'text' }), column('name', { is: 'text' })].map(
    (one, index) => ({ ...one, label: ['单位', '姓名'][index]! }),
  );
  const cells = [
    ['序号', '姓名', '单位', '备注'],
    ['1', '王芳', '协会', '主办'],
  ];
  const pasted = withPasted([], columns, { at: 0, column: 0 }, cells, cellValue);
  expect(pasted.left).toEqual(['主办']);
});

test('a table of HTML is cells, one column of it too; a cell alone and a page are none', () => {
  expect(cellsOfHtml(EXCEL)?.[2]).toEqual(['2019', '38', '1,268']);
  expect(cellsOfHtml('<table><tr><td>甲</td></tr><tr><td>乙<br>丙</td></tr></table>')).toEqual([
    ['甲'],
    ['乙\n丙'],
  ]);
  for (const html of [
    '',
    '<p>甲</p>',
    '<table><tr><td>甲</table>',
    '<p>甲</p><table><tr><td>乙<td>丙</table>',
  ])
    expect(cellsOfHtml(html), html).toBeUndefined();
});
