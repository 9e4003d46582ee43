import { expect, test } from 'vitest';
import { blocksOfLines, cellsOf, counted, hasLines, tableIn } from './paste';

test('cells of a spreadsheet, with a line end in one of them', () => {
  expect(cellsOf('年份\t户数\r\n2018\t12\r\n')).toEqual([
    ['年份', '户数'],
    ['2018', '12'],
  ]);
  expect(cellsOf('"甲\n乙"\t"说""好"""\n丙\t')).toEqual([
    ['甲\n乙', '说"好"'],
    ['丙', ''],
  ]);
  // A quotation mark that opens no cell is a quotation mark.
  expect(cellsOf('"甲"乙\t丙')).toEqual([['"甲"乙', '丙']]);
  expect(cellsOf('甲')).toEqual([['甲']]);
  expect(cellsOf('\t')).toEqual([['', '']]);
});

test('a text that is a table is one, and a text with indents is none', () => {
  expect(tableIn('年份\t户数\n2018\t12\n')).toEqual([
    ['年份', '户数'],
    ['2018', '12'],
  ]);
  expect(tableIn('年份\t户数\t\n2018\t12\t3')).toEqual([
    ['年份', '户数', ''],
    ['2018', '12', '3'],
  ]);
  for (const text of [
    '',
    '甲\t乙',
    '\t甲\n\t乙',
    '甲\t乙\n丙',
    '甲\n乙',
    `${'甲\t'.repeat(13)}\n甲\t乙`,
  ]) {
    expect(tableIn(text), text).toBeUndefined();
  }
});

test('a pasted document is taken apart into headings, paragraphs and tables', () => {
  const blocks = blocksOfLines(
    [
      '一、基本情况',
      '　　舒城县地处大别山腹地。',
      '',
      '（一）主要做法',
      '一、二、三产业融合发展，带动农户增收。',
      '年份\t户数',
      '2018\t12',
      '完。',
    ].join('\r\n'),
  );
  expect(blocks).toEqual([
    { kind: 'heading', level: 1, text: '一、基本情况' },
    { kind: 'paragraph', text: '舒城县地处大别山腹地。' },
    { kind: 'heading', level: 2, text: '（一）主要做法' },
    { kind: 'paragraph', text: '一、二、三产业融合发展，带动农户增收。' },
    {
      kind: 'table',
      caption: '',
      header: true,
      rows: [
        ['年份', '户数'],
        ['2018', '12'],
      ],
    },
    { kind: 'paragraph', text: '完。' },
  ]);
  expect(counted(blocks)).toBe('3 段、2 个标题、1 张表格');
});

test('no word is lost when a text is taken apart', () => {
  const text = '甲\t乙\n\t丙\n(二)丁\n"戊\n己"\t庚\n一、';
  const words = (parts: string) => parts.replace(/[\s"]/g, '');
  const said = blocksOfLines(text).map((block) =>
    block.kind === 'table' ? block.rows.flat().join('') : 'text' in block ? block.text : '',
  );
  expect(words(said.join(''))).toBe(words(text));
});

test('lines count where something stands in them', () => {
  expect(hasLines('甲\n乙')).toBe(true);
  expect(hasLines('甲\n\n')).toBe(false);
});

test('lists of Word become lists, as they come by the clipboard', () => {
  const list = (ordered: boolean, ...items: string[]) => ({ kind: 'list', ordered, items });
  expect(blocksOfLines('做法如下：\r\n1.\t建站点；\r\n2.\t教本领；\r\n3.\t拓市场。')).toEqual([
    { kind: 'paragraph', text: '做法如下：' },
    list(true, '建站点；', '教本领；', '拓市场。'),
  ]);
  expect(blocksOfLines('（1）\t建站点\r\n（2）\t教本领\r\n')).toEqual([
    list(true, '建站点', '教本领'),
  ]);
  for (const bullet of ['\uF0B7\t', '·\t', '•\t', '\uF0D8\t', '● ', '- ']) {
    expect(blocksOfLines(`三件事：\n${bullet}建站点\n${bullet}教本领\n完。`), bullet).toEqual([
      { kind: 'paragraph', text: '三件事：' },
      list(false, '建站点', '教本领'),
      { kind: 'paragraph', text: '完。' },
    ]);
  }
  expect(counted(blocksOfLines('1.\t甲\n2.\t乙'))).toBe('1 个列表');
  expect(blocksOfLines('①\t建站点\n②\t教本领')).toEqual([list(true, '建站点', '教本领')]);
  expect(blocksOfLines('a)\t建站点\nb)\t教本领')).toEqual([list(true, '建站点', '教本领')]);
  expect(blocksOfLines('一、\t总体情况\n二、\t主要做法')).toEqual([
    { kind: 'heading', level: 1, text: '一、总体情况' },
    { kind: 'heading', level: 1, text: '二、主要做法' },
  ]);
  expect(blocksOfLines('⑴\t建站点\n⑵\t教本领')).toEqual([list(true, '建站点', '教本领')]);
  expect(blocksOfLines('１．\t建站点\n２．\t教本领')).toEqual([list(true, '建站点', '教本领')]);
  expect(blocksOfLines('·\t建站点\no\t教本领\n§\t拓市场')).toEqual([
    list(false, '建站点', '教本领', '拓市场'),
  ]);
  expect(blocksOfLines('1.\t总体要求\n1.1\t目标\n1.1.1\t细则')).toEqual([
    { kind: 'heading', level: 1, text: '1. 总体要求' },
    { kind: 'heading', level: 2, text: '1.1 目标' },
    { kind: 'heading', level: 3, text: '1.1.1 细则' },
  ]);
  // A list is no table, and a table of numbers no list.
  expect(tableIn('1.\t甲\n2.\t乙')).toBeUndefined();
  expect(tableIn('2018\t12\n2019\t13')).toHaveLength(2);
  expect(blocksOfLines('1.2 万户\n3.4 万户')).toHaveLength(2);
  // Numbers that do not begin with 1 or do not follow each other are words.
  expect(blocksOfLines('3. 甲\n4. 乙').map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph']);
  expect(blocksOfLines('1. 甲')).toEqual([{ kind: 'paragraph', text: '1. 甲' }]);
});
