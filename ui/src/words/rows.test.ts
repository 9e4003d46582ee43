import { expect, test } from 'vitest';
import { cellValue } from '../components/Field/kinds/kinds';
import type { FieldView } from '../host';
import { personIn, rowsIn, withPasted } from './rows';

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

test('a cell becomes what its column takes, and what it does not take is named', () => {
  const column = (id: string, kind: unknown) => ({ id, label: id, kind }) as unknown as FieldView;
  const options = [{ id: 'self', label: '自荐' }];
  const columns = [
    column('name', { is: 'text' }),
    column('started', { is: 'yes_no' }),
    column('way', { is: 'choice', options }),
    column('where', { is: 'region' }),
    column('who', { is: 'contact' }),
    column('files', { is: 'links' }),
  ];
  const pasted = withPasted(
    [],
    columns,
    [0, 0],
    [
      ['  茶 网 ', '是', '自荐', '丰县', '王芳 13812345678', '网址'],
      ['', '不知', '推荐', '', '', ''],
    ],
    cellValue,
  );
  expect(pasted.rows).toEqual([
    {
      name: '茶 网',
      started: true,
      way: 'self',
      where: { code: null, text: '丰县' },
      who: { name: '王芳', phone: '13812345678' },
    },
    { name: null, where: null, who: null, files: null },
  ]);
  expect(pasted.left).toEqual(['网址', '不知', '推荐']);
});
