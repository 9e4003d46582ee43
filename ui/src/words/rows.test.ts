import { expect, test } from 'vitest';
import { personIn, rowsIn } from './rows';

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
