// What a program could say is to be done with a final copy, for examples and tests.

import type { NextView } from '.';

/** What is to be done with a final copy. */
export function exampleNext(): NextView {
  return {
    forms: [
      {
        title: '网络扶贫优秀案例申报表',
        pages: 2,
        seals: [
          { label: '报送单位盖章', page: 1 },
          { label: '推荐单位盖章', page: 2 },
        ],
        signatures: ['负责人签字'],
      },
    ],
    deliveries: [
      {
        what: '申报表和案例材料的电子版',
        how: '电子邮件',
        to: 'wangxin@example.cn',
        is_mailbox: true,
        copies: null,
        source: '苏2020 公告八',
      },
    ],
    contacts: ['省委网信办，025-00000000'],
    subject: '农村电商工程-一店带多户-某某公司',
    text: '您好：\n　　现报送……',
    closes: '2020-07-31',
    days_left: 38,
    folder: '/报送/农村电商工程-一店带多户',
    sealed: null,
    handed_in: null,
  };
}
