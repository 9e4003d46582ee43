// A host without a program behind it, for examples and tests: it gives what it is told to give.

import type {
  CallSummary,
  DraftSummary,
  DraftView,
  FieldView,
  Host,
  Patch,
  Refusal,
  Replies,
  Request,
} from '.';

type Ask = Request['ask'];
type Answers = {
  [K in Ask]?: Replies[K] | ((request: Extract<Request, { ask: K }>) => Promise<Replies[K]>);
};

/** What is asked and answered, in order, for tests. */
export type Heard = Request[];

/** A host that answers with `answers`, and with something harmless where none is given. */
export function fakeHost(answers: Answers = {}, heard: Heard = []): Host {
  const usual: { [K in Ask]: Replies[K] } = {
    start: { calls: [exampleCall()], drafts: { state: 'ready' } },
    recover: { calls: [exampleCall()], drafts: { state: 'ready' } },
    drafts: { drafts: [], count: 0 },
    new_draft: exampleDraft(),
    open_draft: exampleDraft(),
    import: exampleDraft(),
    close_draft: null,
    copy_draft: 2,
    bin_draft: null,
    edit: { seq: 0 },
    undo: { seq: 0 },
    saved: { state: 'saved' },
    attach: { seq: 0 },
    paper: { pages: [{ width: 210, height: 297, stamp: 1 }] },
    export: { folder: '/报送/农村电商工程-一店带多户', numbered: false, files: ['清单.txt'] },
    progress: { done: 0, all: 0 },
    save_as: null,
    folder: { path: '/home/li', parent: '/home', folders: ['文档'], files: ['案例.json', 'a.jpg'] },
    show: null,
  };
  return {
    ask: async (request) => {
      heard.push(request);
      const answer = answers[request.ask] ?? usual[request.ask];
      return (typeof answer === 'function' ? await answer(request as never) : answer) as never;
    },
    picture: () => Promise.resolve(new Blob([])),
    choose: () => Promise.resolve(['/报送']),
    leave: () => Promise.resolve(),
    onclosing: () => {},
  };
}

/** A host whose program never answers. */
export function silentHost(): Host {
  return { ...fakeHost(), ask: () => new Promise(() => {}) };
}

/** Refuses, as the program does. */
export function refuse(code: Refusal['code'], message: string): () => Promise<never> {
  return () => Promise.reject({ code, message });
}

/** One call as an example; what is named in `changes` differs from it. */
export function exampleCall(changes: Partial<CallSummary> = {}): CallSummary {
  return {
    id: 'js-2020',
    title: '2020年江苏省网络扶贫优秀案例征集',
    issuer: '江苏省委网信办',
    opens: '2020-06-10',
    closes: '2020-07-31',
    window: { state: 'open', days_left: 38 },
    routes: [
      { id: 'self', title: '自荐' },
      { id: 'recommended', title: '组织推荐' },
    ],
    forms: [{ id: 'js-2020-case', title: '网络扶贫优秀案例申报表', per: 'case' }],
    ...changes,
  };
}

/** A draft in the list. */
export function exampleSummary(changes: Partial<DraftSummary> = {}): DraftSummary {
  return {
    id: 1,
    title: '“一店带多户”电商助农增收案例',
    call: '2020年江苏省网络扶贫优秀案例征集',
    route: '自荐',
    problems: 3,
    changed: new Date(2020, 5, 20, 14, 5).getTime(),
    binned: null,
    ...changes,
  };
}

function field(id: string, label: string, kind: FieldView['kind'], more = {}): FieldView {
  return {
    id,
    label,
    kind,
    unit: '',
    min_zi: null,
    max_zi: null,
    format: 'free',
    help: '',
    source: '',
    ...more,
  };
}

const OPTIONS = [
  { id: 'a', label: '网络覆盖' },
  { id: 'b', label: '农村电商' },
];

/** A field of every kind. */
export const EVERY_FIELD: FieldView[] = [
  field('text', '案例名称', { is: 'text' }, { help: '与文件名一致。' }),
  field('long_text', '扶贫工作概述', { is: 'long_text' }, { max_zi: 800 }),
  field('integer', '投入人员', { is: 'integer' }, { unit: '人' }),
  field('decimal', '投入资金', { is: 'decimal' }, { unit: '万元' }),
  field('month', '开始时间', { is: 'month' }),
  field('date', '填报日期', { is: 'date' }),
  field('period', '起止时间', { is: 'period' }),
  field('choice', '类别', { is: 'choice', options: OPTIONS }),
  field('choices', '方向', { is: 'choices', options: OPTIONS }),
  field('yes_no', '是否备案', { is: 'yes_no' }),
  field('contact', '联系人及电话', { is: 'contact' }),
  field('region', '所在地', { is: 'region' }),
  field('regions', '实施地区', { is: 'regions' }),
  field('number_or_regions', '受益国家级贫困县', { is: 'number_or_regions' }),
  field('rows', '联络员', {
    is: 'rows',
    columns: [field('name', '姓名', { is: 'text' }), field('mobile', '手机', { is: 'text' })],
  }),
  field('opinion', '推荐单位意见', { is: 'opinion' }),
];

/** A draft with a field of every kind; `first` is what was filled in. */
export function exampleDraft(first: Partial<Patch> = {}): DraftView {
  const states = EVERY_FIELD.map(({ id }) => [id, { visible: true, required: 'yes', zi: null }]);
  return {
    id: 1,
    token: 7,
    call: exampleCall(),
    forms: [
      {
        id: 'js-2020-case',
        title: '网络扶贫优秀案例申报表',
        per: 'case',
        groups: [
          { title: null, fields: EVERY_FIELD.slice(0, 8) },
          { title: '报送机构', fields: EVERY_FIELD.slice(8) },
        ],
      },
    ],
    declarations: [{ id: 'true', text: '所报内容真实有效。', source: '苏2020 公告七' }],
    first: {
      seq: 0,
      title: '',
      folder: '未填-未填',
      route: 'self',
      values: {},
      states: Object.fromEntries(states),
      findings: [],
      answers: {},
      reasons: {},
      attachments: [],
      can_undo: false,
      can_redo: false,
      ...first,
    },
  };
}

/** What is filled in half and wrongly, with a finding of each level. */
export const FAULTY: Partial<Patch> = {
  title: '<img src=x onerror=alert(1)>',
  values: {
    text: '<img src=x onerror=alert(1)>',
    integer: '38人',
    month: '2018-',
    choice: 'b',
    choices: ['a'],
    yes_no: true,
    contact: { name: '李明', phone: '' },
    regions: [{ code: null, text: '安徽省六安市舒城县' }],
    rows: [{ name: '王芳', mobile: '1' }, {}],
  },
  findings: [
    {
      code: 'F108',
      level: 'stops',
      path: 'integer',
      message: '“投入人员”写的是“38人”，不是整数。',
      hint: '请只写数字，不写单位，例如 38。',
      source: '苏2020 附件3',
      reason_key: null,
    },
    {
      code: 'C201',
      level: 'stops',
      path: 'month',
      message: '“开始时间”是 2017-11，原则上应在 2018-01 以后。',
      hint: '请检查时间；确实如此的，请写明理由。',
      source: '苏2020 公告六(一)',
      reason_key: 'C201@month',
    },
    {
      code: 'F115',
      level: 'warns',
      path: 'decimal',
      message: '“投入资金”写的是 200000 万元，超过 10 亿元。',
      hint: '请检查单位是不是写成了元。',
      source: '',
      reason_key: null,
    },
    {
      code: 'C203',
      level: 'informs',
      path: '',
      message: '征集 2020-07-31 截止，还有 41 天。',
      hint: '',
      source: '苏2020 公告三',
      reason_key: null,
    },
  ],
  attachments: [
    { path: '现场.jpg', kind: 'photo', caption: '店长培训', url: '', form: '', bytes: 1_234_567 },
    { path: '报道.png', kind: 'media_report', caption: '', url: '', form: '', bytes: null },
  ],
  can_undo: true,
};
