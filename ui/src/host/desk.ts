// What a program could say of a form at the desk, for examples and tests.

import type { DeskForm, DeskTable, EntryView, FormDeskView, KeyTableView, KeyView, Trial } from '.';
import { exampleWord } from './word';

function table(
  address: string,
  entries: Record<string, EntryView>,
  below: DeskTable[] = [],
): DeskTable {
  const parts = address.split('/').filter((part) => !/^\d*$/.test(part));
  return { address, key: parts.at(-1) ?? '', entries, below };
}

const piece = (text: string, address: string, filled = false) => ({ text, address, filled });

const cell = (
  row: number,
  column: number,
  words: string,
  lines: DeskFormCell['lines'],
): DeskFormCell => ({
  row,
  column,
  row_span: 1,
  column_span: 1,
  words,
  lines,
});
type DeskFormCell = Extract<DeskForm['blocks'][number], { is: 'table' }>['cells'][number];

const name = table('field/0', { id: 'name', label: '案例名称', kind: 'text', required: 'yes' });
const kinds = table('field/1', { id: 'kinds', label: '案例类型', kind: 'choice' }, [
  table('field/1/option/0', { id: 'shop', label: '电商' }),
  table('field/1/option/1', { id: 'training', label: '培训' }),
]);

/** A form of a title and four cells. */
export function exampleDeskForm(changes: Partial<DeskForm> = {}): DeskForm {
  return {
    id: 'word',
    title: '优秀案例申报表',
    table: table('', { title: '优秀案例申报表' }, [
      name,
      kinds,
      table('seal/0', { id: 'unit', label: '单位（盖章）' }),
    ]),
    blocks: [
      {
        is: 'line',
        line: 0,
        words: '居中 小标宋 二号: title',
        pieces: [piece('优秀案例申报表', '')],
      },
      { is: 'line', line: 1, words: '空 4', pieces: [] },
      {
        is: 'table',
        number: 0,
        ruled: true,
        columns: [40, 120],
        heads: ['10', '10'],
        cells: [
          cell(0, 0, 'name.label', [[piece('案例名称', 'field/0')]]),
          cell(0, 1, '{name}', [[piece('案例名称', 'field/0', true)]]),
          cell(1, 0, 'kinds.label', [[piece('案例类型', 'field/1')]]),
          cell(1, 1, '{kinds}', [[piece('案例类型', 'field/1', true)]]),
        ],
      },
    ],
    unplaced: ['seal/0'],
    toml: 'title = "优秀案例申报表"\n',
    grid: '居中 小标宋 二号: title\n',
    ...changes,
  };
}

export function exampleDesk(changes: Partial<FormDeskView> = {}): FormDeskView {
  return {
    call: 'word',
    state: 3,
    title: '优秀案例征集',
    undo: '改栏目“案例名称”的名称',
    redo: null,
    unsaved: true,
    in_use: 1,
    copied_from: '',
    differs: ['栏目“名称”改名为“案例名称”'],
    table: table('', { title: '优秀案例征集', issuer: '某某县网信办' }, [
      table('window', { opens: '2026-03-01', closes: '2026-04-30' }),
      table('route/0', { id: 'unit', title: '单位推荐' }),
      table('deadline/0', { day: '2026-04-01', what: '报市里' }),
    ]),
    toml: 'title = "优秀案例征集"\n',
    forms: [exampleDeskForm()],
    foreign_forms: [],
    faults: [
      {
        code: 'K609',
        mild: false,
        message: '盖章处“unit”在 paper.grid 里没有位置。',
        hint: '请在 paper.grid 里给它一格。',
        form: 'word',
        address: 'seal/0',
        cell: null,
        place: 'form.toml 第 20 行',
      },
    ],
    names: [{ route: '单位推荐', name: '某某案例-某某县某某公司' }],
    messages: [],
    ...changes,
  };
}

function key(name: string, label: string, changes: Partial<KeyView> = {}): KeyView {
  return {
    name,
    label,
    meaning: label,
    shape: 'text',
    words: [],
    usual: '',
    must: false,
    kinds: [],
    alone: false,
    ...changes,
  };
}

const REQUIRED = key('required', '能不能空着', {
  shape: 'word',
  words: [
    ['yes', '必填'],
    ['no', '可以空着'],
  ],
  usual: 'no',
});
const ID = key('id', '代号', { must: true });
const LABEL = key('label', '名称', { must: true });

/** Some of what can be written where. */
export const FORM_KEYS: KeyTableView[] = [
  { path: 'form.toml', title: '表', several: false, keys: [key('title', '表名', { must: true })] },
  {
    path: 'form.toml/page',
    title: '纸张',
    several: false,
    keys: [
      key('landscape', '横放', { shape: 'yes', usual: 'false' }),
      key('margins_mm', '页边距', { shape: 'counts' }),
    ],
  },
  {
    path: 'form.toml/field',
    title: '栏目',
    several: true,
    keys: [
      ID,
      LABEL,
      key('kind', '填什么', {
        shape: 'word',
        must: true,
        words: [
          ['text', '一行文字'],
          ['choice', '选一项'],
        ],
      }),
      REQUIRED,
      key('help', '给填表人的一句话'),
      key('max_zi', '最多多少字', { shape: 'count', kinds: ['text'] }),
      key('mark', '怎样标出选中的', {
        shape: 'word',
        kinds: ['choice'],
        words: [['square', '□ 里打钩']],
      }),
    ],
  },
  { path: 'form.toml/field/option', title: '选项', several: true, keys: [ID, LABEL] },
  { path: 'form.toml/seal', title: '盖章处', several: true, keys: [ID, LABEL] },
  { path: 'form.toml/check', title: '检查', several: true, keys: [ID] },
  {
    path: 'call.toml',
    title: '表',
    several: false,
    keys: [key('title', '征集的名称', { must: true }), key('issuer', '谁来征集', { must: true })],
  },
  {
    path: 'call.toml/window',
    title: '征集时间',
    several: false,
    keys: [key('opens', '第一天', { must: true }), key('closes', '最后一天', { must: true })],
  },
  {
    path: 'call.toml/deadline',
    title: '中途的日期',
    several: true,
    keys: [key('day', '到哪一天', { must: true }), key('what', '到那天做什么', { must: true })],
  },
  {
    path: 'call.toml/route',
    title: '申报方式',
    several: true,
    keys: [
      ID,
      key('title', '名称', { must: true }),
      key('requires', '必填的栏目', { shape: 'texts' }),
    ],
  },
];

export const TRIAL: Trial = {
  pages: exampleWord().pages,
  findings: [{ code: 'A404', stops: true, label: '', message: '还没有照片。请添加。' }],
};
