// What a program could say of a blank Word form, for examples and tests.

import type { WordView } from '.';

/** A form of a title and four cells, with a question about one of them. */
export function exampleWord(changes: Partial<WordView> = {}): WordView {
  const cell = (row: number, column: number, text: string) => ({
    row,
    column,
    row_span: 1,
    column_span: 1,
    text,
  });
  return {
    title: '优秀案例申报表',
    blocks: [
      { is: 'line', number: 1, text: '优秀案例申报表', side: 'centre' },
      {
        is: 'table',
        number: 1,
        columns: [40, 120],
        cells: [
          cell(1, 1, '案例名称'),
          cell(1, 2, ''),
          cell(2, 1, '案例类型'),
          cell(2, 2, '□电商 □培训 □其他'),
        ],
      },
    ],
    questions: [
      {
        key: '表1 第2行第2列 count',
        place: { is: 'cell', table: 1, row: 2, column: 2 },
        text: '“案例类型”可以选几项？',
        options: ['只选一项', '可以选几项'],
        taken: 0,
      },
    ],
    fields: [
      { label: '案例名称', kind: '一行文字', sure: true },
      { label: '案例类型', kind: '单选', sure: false },
    ],
    lost: [],
    word_cells: 4,
    paper_cells: 4,
    astray: [],
    cautions: [],
    faults: [],
    // A point of white.
    pages: [
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==',
    ],
    about: [
      {
        title: '时间',
        lines: [
          { text: '征集时间：2025-09-01 至 2025-09-30', source: '请于2025年9月30日前报送。' },
        ],
      },
    ],
    ...changes,
  };
}
