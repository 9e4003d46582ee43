// What a program could say, for examples and tests: a call, a draft with a field of every kind, what is
// filled in wrongly, places and guidance. Who says it is in fake.ts.

import type {
  AlreadyHere,
  CallSummary,
  DraftSummary,
  DraftView,
  ExplanationView,
  FieldView,
  FindingView,
  FormView,
  Patch,
  PlaceView,
  StateView,
} from '.';
import { attachment } from './media';

/** One call as an example; what is named in `changes` differs from it. */
export function exampleCall(changes: Partial<CallSummary> = {}): CallSummary {
  return {
    id: 'js-2020',
    title: '2020年江苏省网络扶贫优秀案例征集',
    thing: '案例',
    issuer: '江苏省委网信办',
    opens: '2020-06-10',
    closes: '2020-07-31',
    hour: '',
    window: { state: 'open', days_left: 38 },
    routes: [
      { id: 'self', title: '自荐', sample: true },
      { id: 'recommended', title: '组织推荐', sample: true },
    ],
    forms: [{ id: 'js-2020-case', title: '网络扶贫优秀案例申报表', per: 'case' }],
    own: false,
    ...changes,
  };
}

/** A draft in the list. */
export function exampleSummary(changes: Partial<DraftSummary> = {}): DraftSummary {
  return {
    id: 1,
    title: '“一店带多户”电商助农增收案例',
    unit: '江苏某某农业科技有限公司',
    call: '2020年江苏省网络扶贫优秀案例征集',
    call_id: 'js-2020',
    thing: '案例',
    route: '自荐',
    problems: 3,
    changed: new Date(2020, 5, 20, 14, 5).getTime(),
    binned: null,
    exported: null,
    changed_since: false,
    sealed: null,
    handed_in: null,
    flaw: null,
    found_in: [],
    ...changes,
  };
}

export function exampleAlreadyHere(
  compared: AlreadyHere['compared'],
  here: Partial<AlreadyHere['here']> = {},
): AlreadyHere {
  const { title, changed } = exampleSummary();
  return {
    here: { draft: 1, title, revision: 7, changed, binned: false, mended: 0, ...here },
    file: {
      title,
      revision: { newer: 9, older: 3, same: 7, diverged: 7, other_call: 2 }[compared],
      written: changed + 3_600_000,
    },
    compared,
    thing: '案例',
  };
}

function field(id: string, label: string, kind: FieldView['kind'], more = {}): FieldView {
  return {
    id,
    label,
    kind,
    unit: '',
    length: null,
    level: null,
    counts: '',
    prescribed: '',
    guided: false,
    format: 'free',
    help: '',
    source: '',
    ...more,
  };
}

const length = (limits: object) => ({ min: null, max: null, about: null, unit: '字', ...limits });

const TEXT = { is: 'text' } as const;

const OPTIONS = [
  { id: 'a', label: '网络覆盖', help: '' },
  { id: 'b', label: '农村电商', help: '' },
];

const EXPLAINED = [
  [
    'prosperity',
    '互联网+共同富裕',
    '充分发挥互联网赋能发展作用，聚焦推动经济发展、促进群众增收等开展的兼具经济效益和社会效益的网络公益项目。',
  ],
  [
    'support',
    '互联网+社会帮扶',
    '聚焦特定群体实际需求，充分运用互联网手段、途径、渠道，帮助群众解决急难愁盼问题，增强人民群众获得感、幸福感。',
  ],
  [
    'rescue',
    '互联网+应急救援',
    '针对自然灾害、事故灾难和公共卫生事件等社会突发事件，运用互联网开展或助力救援工作，减少突发事件造成的损害损失，帮助受灾受害群众重建家园、回归美好生活。',
  ],
  [
    'education',
    '互联网+教育发展',
    '充分发挥平台优势，扩大优质教育资源覆盖面，针对留守儿童、青少年学生、妇女、老年人及其他社会群体提供教育资源服务，促进提升文明素养、文化修养。',
  ],
  [
    'culture',
    '互联网+文化传承',
    '运用“互联网+”手段助力中华优秀传统文化保护传承，推动中华优秀传统文化创造性转化、创新性发展，让人类优秀文明成果浸润人心、滋养人心。',
  ],
  [
    'other',
    '其他类别',
    '基于互联网或运用互联网发起、组织、实施、传播的其他致力于改善社会民生、优化社会治理、促进生态保护、创造美好生活、增进人民福祉的网络公益项目。',
  ],
].map(([id = '', label = '', help = '']) => ({ id, label, help }));

/** So many that they are a list that opens. */
const LISTED = '汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族'
  .split(' ')
  .map((label, at) => ({ id: `group_${at}`, label, help: '' }));

/** A field of every kind. */
export const EVERY_FIELD: FieldView[] = [
  field('text', '案例名称', TEXT, { help: '与文件名一致。', length: length({ max: 40 }) }),
  field(
    'long_text',
    '扶贫工作概述',
    { is: 'long_text' },
    { length: length({ max: 800 }), guided: true },
  ),
  field('integer', '投入人员', { is: 'integer' }, { unit: '人' }),
  field('decimal', '投入资金', { is: 'decimal' }, { unit: '万元' }),
  field('month', '开始时间', { is: 'month' }),
  field('date', '填报日期', { is: 'date' }),
  field('period', '起止时间', { is: 'period' }),
  field('choice', '类别', { is: 'choice', options: OPTIONS }),
  field('explained', '项目类别', { is: 'choice', options: EXPLAINED }),
  field('listed', '民族', { is: 'choice', options: LISTED }),
  field('choices', '方向', { is: 'choices', options: OPTIONS }, { counts: '最多 1 项' }),
  field('yes_no', '是否备案', { is: 'yes_no' }),
  field('photo', '照片', { is: 'photo', size: '35×49 毫米' }),
  field('contact', '联系人及电话', { is: 'contact' }),
  field('region', '所在地', { is: 'region' }),
  field('regions', '实施地区', { is: 'regions' }, { help: '写到县、乡镇或村。' }),
  field(
    'number_or_regions',
    '受益人数（或受益地区名单）',
    { is: 'number_or_regions' },
    { unit: '人' },
  ),
  field('rows', '联络员', {
    is: 'rows',
    labels: [],
    columns: [
      field('unit', '单位', TEXT),
      field('name', '姓名', TEXT, { format: 'person' }),
      field('post', '职务', TEXT),
      field('mobile', '手机', TEXT, { format: 'mobile' }),
    ],
  }),
  field('links', '媒体报道网址', { is: 'links' }),
  field(
    'opinion',
    '推荐单位意见',
    { is: 'opinion' },
    { prescribed: '保证案例内容真实有效，并同意推荐。' },
  ),
  field('mobile', '手机', TEXT, { format: 'mobile' }),
  field('postcode', '邮政编码', TEXT, { format: 'postcode' }),
  field('credit_code', '统一社会信用代码', TEXT, { format: 'credit_code' }),
  field('org_code', '组织机构代码', TEXT, { format: 'org_code' }),
  field('person', '法定代表人', TEXT, { format: 'person' }),
  field(
    'abstract',
    '摘要',
    { is: 'long_text' },
    { length: length({ min: 100, about: 150, max: 200, unit: '个汉字' }) },
  ),
  field('id_number', '身份证号', TEXT, { format: 'id_number' }),
  field('bank_account', '银行账号', TEXT, { format: 'bank_account' }),
];

const form = (id: string, title: string, changes: Partial<FormView> = {}): FormView => ({
  id,
  title,
  per: 'case',
  optional: false,
  by_others: [],
  groups: [],
  ...changes,
});

const MAIN = form('js-2020-case', '网络扶贫优秀案例申报表', {
  by_others: [{ who: '上级单位', labels: ['县级意见', '市级意见'] }],
  groups: [
    { title: null, fields: EVERY_FIELD.slice(0, 9) },
    { title: '报送机构', fields: EVERY_FIELD.slice(9) },
  ],
});

const ROUNDUP = form('roundup', '推荐汇总表', {
  per: 'roundup',
  groups: [{ title: null, fields: [field('leader', '单位负责人', TEXT, { format: 'person' })] }],
});

const RECEIPT = form('receipt', '联络员回执', {
  optional: true,
  groups: [{ title: null, fields: [field('receipt_unit', '回执单位', TEXT)] }],
});

const BESIDE = [
  field(
    'social',
    '申报单位是不是社会组织',
    { is: 'yes_no' },
    { help: '社会组织须在民政部门依法注册登记。', source: '苏2020 附件3 注' },
  ),
];

const seen = (visible = true): StateView => ({ visible, required: 'yes', zi: null });

/** A draft with a field of every kind; `first` is what was filled in. */
export function exampleDraft(first: Partial<Patch> = {}): DraftView {
  return {
    id: 1,
    token: 7,
    call: exampleCall(),
    forms: { self: [MAIN, RECEIPT], recommended: [MAIN, ROUNDUP] },
    beside: BESIDE,
    declarations: [{ id: 'true', text: '所报内容真实有效。', source: '苏2020 公告七' }],
    checklists: [
      {
        title: '推荐标准',
        field: null,
        items: [
          {
            id: 'lawful',
            name: '规范性',
            text: '项目经过业务主管部门审核批准，履行了相关备案程序。',
          },
          { id: 'online', name: '平台化', text: '项目基于互联网平台或运用互联网手段组织和开展。' },
        ],
        source: '国2024 三',
      },
      {
        title: '概述写到了这些',
        field: 'long_text',
        items: [
          { id: 'facts', name: '具体事例', text: '有具体的人和事。' },
          { id: 'figures', name: '具体数据', text: '有投入和受益的数字。' },
          { id: 'effect', name: '成效', text: '说明了前后的变化。' },
        ],
        source: '苏2020 公告五(二)',
      },
    ],
    about: [
      {
        title: '时间',
        lines: [
          { text: '2020年6月10日至7月31日征集，7月31日前报送。', source: '苏2020 公告三' },
          { text: '联络员回执请在6月19日前报送。', source: '苏2020 通知' },
        ],
      },
      {
        title: '报送',
        lines: [{ text: '电子稿发到 wangxin@example.cn，纸质稿一式两份。', source: '' }],
      },
    ],
    guided: true,
    slots: {},
    material_name: '案例材料',
    set_aside: [],
    newer: [],
    messages: [],
    first: {
      seq: 0,
      title: '',
      folder: '未填-未填',
      route: 'self',
      values: {},
      states: Object.fromEntries(EVERY_FIELD.map(({ id }) => [id, seen()])),
      findings: [],
      answers: {},
      reasons: {},
      attachments: [],
      material: null,
      appendix: {},
      files: {},
      can_undo: false,
      can_redo: false,
      ...first,
    },
  };
}

/** Places as the program finds them. */
export const PLACES: PlaceView[] = [
  { code: '341523', text: '安徽省六安市舒城县', national: true, formerly: '' },
  { code: '341523100', text: '安徽省六安市舒城县城关镇', national: true, formerly: '' },
  { code: '320102', text: '江苏省南京市玄武区', national: false, formerly: '' },
  { code: '130705', text: '河北省张家口市宣化区', national: true, formerly: '宣化县' },
];

/** The page of a code. */
export const EXPLAINED_CODE: ExplanationView = {
  says: '照片或视频的像素不够。',
  parts: [
    {
      head: '为什么',
      text: '通知写明了分辨率。看的是转正以后看到的画面，横幅、竖幅都可以。',
    },
    { head: '怎么办', text: '请用相机原图或原来的视频，不要用聊天软件转发过的。' },
    { head: '程度', text: '按通知。' },
    { head: '依据', text: '通知对像素的要求，例如苏2020 公告七(二)“分辨率不小于1920*1080”。' },
  ],
};

function finding(
  [code, level, path]: [string, FindingView['level'], string],
  message: string,
  more: Partial<FindingView> = {},
): FindingView {
  return {
    code,
    level,
    path,
    message,
    hint: '',
    source: '',
    reason_key: null,
    suggestion: null,
    missing: code === 'F101' || code === 'C202',
    ...more,
  };
}

const SHUCHENG = { code: '341523', text: '安徽省六安市舒城县' };

/** What is filled in half and wrongly, with findings of each level and on each kind of place. */
export const FAULTY: Partial<Patch> = {
  title: '<img src=x onerror=alert(1)>',
  values: {
    text: '<img src=x onerror=alert(1)>',
    long_text: '联系人手机 13812345678。',
    integer: '38人',
    month: '2018-',
    choice: 'b',
    explained: 'support',
    listed: 'group_1',
    choices: ['a'],
    yes_no: true,
    contact: { name: '李明', phone: '' },
    region: SHUCHENG,
    regions: [
      { ...SHUCHENG, text: '安徽省六安市舒城县晓天镇三石村' },
      { code: null, text: '城关区' },
    ],
    number_or_regions: [SHUCHENG, { code: '320102', text: '江苏省南京市玄武区' }],
    rows: [{ unit: '舒城县委网信办', name: '王芳', mobile: '1' }, {}],
    links: ['https://example.cn/1', '见人民网'],
    opinion: '同意。',
    abstract: '摘要'.repeat(110),
  },
  states: {
    ...Object.fromEntries(EVERY_FIELD.map(({ id }) => [id, seen()])),
    region: { ...seen(), national: [true] },
    regions: { ...seen(), national: [true, false] },
    number_or_regions: { ...seen(), national: [true, false] },
    abstract: { ...seen(), zi: 220 },
  },
  findings: [
    finding(['F108', 'stops', 'integer'], '“投入人员”写的是“38人”，不是整数。', {
      hint: '请只写数字，不写单位，例如 38。',
      source: '苏2020 附件3',
    }),
    finding(['C201', 'stops', 'month'], '“开始时间”是 2017-11，原则上应在 2018-01 以后。', {
      hint: '请检查时间；确实如此的，请写明理由。',
      source: '苏2020 公告六(一)',
      reason_key: 'C201@month',
    }),
    finding(['F117', 'stops', 'rows/1/mobile'], '“联络员”第 1 行的“手机”写的是“1”，不是手机号。', {
      hint: '手机号是 11 位数字。',
    }),
    finding(['F121', 'stops', 'links/2'], '“媒体报道网址”第 2 个写的是“见人民网”，不是网址。', {
      hint: '请从浏览器的地址栏复制，以 http:// 或 https:// 开头。',
    }),
    finding(['F115', 'warns', 'decimal'], '“投入资金”写的是 200000 万元，超过 10 亿元。', {
      hint: '请检查单位是不是写成了元。',
    }),
    finding(
      ['F125', 'warns', 'regions/2'],
      '“城关区”不止一处：甘肃省兰州市城关区、西藏自治区拉萨市城关区。',
      {
        hint: '请写上省、市。',
      },
    ),
    finding(['F128', 'warns', 'long_text'], '“扶贫工作概述”里有第 7 字起的手机号“138****5678”。', {
      hint: '报送前应做好脱敏：请隐去中间的数字，或删去。',
      suggestion: '联系人手机 138****5678。',
    }),
    finding(['F126', 'warns', 'number_or_regions'], '“受益地区名单”里少了：宣化区。', {
      suggestion: [SHUCHENG, { code: '130705', text: '宣化区' }],
    }),
    finding(
      ['F131', 'warns', 'opinion'],
      '“推荐单位意见”里没有规定的话：保证案例内容真实有效，并同意推荐。',
      {
        hint: '请照写，不要改动。',
        suggestion: '同意。\n保证案例内容真实有效，并同意推荐。',
      },
    ),
    finding(
      ['C207', 'warns', 'answers/facts'],
      '“概述写到了这些”还有 2 条没有确认：具体事例、成效。',
      {
        hint: '请逐条对照，做到的打钩；没有做到也能报送。',
      },
    ),
    finding(['A404', 'warns', 'attachments'], '照片要 2 到 5 张，现在有 1 张。', {
      hint: '请添加照片。',
    }),
    finding(['A407', 'warns', 'attachments/2'], '附件 2 没有说明。', {
      hint: '请写明拍的是什么。',
    }),
    finding(['C203', 'informs', ''], '征集 2020-07-31 截止，还有 41 天。', {
      source: '苏2020 公告三',
    }),
  ],
  answers: { figures: true },
  attachments: [
    attachment('现场.jpg', { caption: '店长培训', bytes: 1_234_567 }),
    attachment('报道.png', { kind: 'media_report', bytes: null, seen: null }),
  ],
  can_undo: true,
};

/** A material with a block of each kind, findings at three places, and photos behind it. */
export const WRITTEN: Partial<Patch> = {
  ...FAULTY,
  material: {
    blocks: [
      { kind: 'heading', level: 1, text: '一、基本情况' },
      { kind: 'paragraph', text: '舒城县地处大别山腹地。\n2018年起，县里办起了电商服务站。' },
      { kind: 'list', ordered: true, items: ['建站', '培训', '收购'] },
      {
        kind: 'table',
        caption: '三年的变化',
        header: true,
        rows: [
          ['年份', '服务站', '带动户数'],
          ['2018', '12'],
          ['2019', '38', '1268'],
        ],
      },
      { kind: 'picture', path: '现场.jpg', caption: '店长培训' },
      { kind: 'picture', path: '' },
      { kind: 'quotation', text: '“手机成了新农具。”<img src=x onerror=alert(1)>' },
    ],
  },
  appendix: { photos_per_page: 2, reports: true },
  files: { '现场.jpg': 1_234_567 },
  findings: [
    finding(['A404', 'warns', 'material'], '案例材料的图片不到 3 张。', { hint: '请添加图片。' }),
    finding(['F128', 'stops', 'material/2'], '第 2 段里有手机号“138****5678”。', {
      suggestion: { kind: 'paragraph', text: '电话 138****5678。' },
    }),
    finding(['A401', 'stops', 'material/6'], '第 6 段没有选图片。', { hint: '请选图片，或删去。' }),
    finding(['A407', 'warns', 'appendix'], '有 1 张照片没有说明。'),
  ],
};
