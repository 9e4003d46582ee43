// A collection as examples show it.

import type { RoundupFile, RoundupView } from './bindings';

export function exampleFile(given: Partial<RoundupFile> = {}): RoundupFile {
  return {
    file: '/U盘/甲/1.shenbao',
    id: '0000000000000000000000000000a001',
    name: '一店带多户案例',
    unit: '江苏某某农业科技有限公司',
    category: '农村电商',
    place: '安徽省六安市舒城县晓天镇',
    state: 'new',
    number: 1,
    own_number: '',
    remark: '',
    left_out: false,
    media: 3,
    sealed: true,
    revision: 4,
    content: 'b02e6f31',
    levels: [],
    findings: [],
    ...given,
  };
}

const FOUND = {
  code: 'C217',
  severity: 'warning',
  needs_reason: true,
  message: '与另一个案例“一店带多户案例”的文字约有 80% 相同，可能是同一个项目。',
  hint: '请并排看两份。',
};

export function exampleRoundup(given: Partial<RoundupView> = {}): RoundupView {
  const second = '0000000000000000000000000000a002';
  return {
    roundup: 1,
    call: '2020年江苏省网络扶贫优秀案例征集',
    thing: '案例',
    by: '南京市委网信办',
    kind: 'cyberspace_office',
    reason: '',
    choices: {
      order: [],
      left_out: [],
      numbers: {},
      remarks: {},
      reasons: {},
      part: {},
      parts: {},
    },
    files: [
      exampleFile(),
      exampleFile({
        file: '/U盘/乙/2.shenbao',
        id: second,
        name: '农村电商带动案例',
        state: 'double',
        number: 2,
        levels: ['高淳区委网信办'],
        findings: [FOUND],
      }),
      exampleFile({
        file: '/U盘/断.shenbao',
        id: '',
        name: '',
        unit: '',
        category: '',
        place: '',
        state: 'broken',
        number: null,
        media: 0,
        sealed: false,
        content: '',
        findings: [
          {
            code: 'C221',
            severity: 'error',
            needs_reason: false,
            message: '交接包损坏了：文件没有到末尾就断了。',
            hint: '请重新复制一次。',
          },
        ],
      }),
    ],
    doubles: [['0000000000000000000000000000a001', second]],
    quota: [
      {
        what: '同一个推荐单位',
        group: '南京市委网信办',
        count: 2,
        least: null,
        most: 5,
        must: false,
      },
    ],
    findings: [],
    messages: [],
    needs_decision: true,
    fields: [
      { id: 'recommender_contact', label: '推荐单位联系人', kind: 'text' },
      { id: 'opinion', label: '推荐单位意见', kind: 'long' },
    ],
    ...given,
  };
}
