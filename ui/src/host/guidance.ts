// Guidance as the program could tell it, for examples and tests.

import type { GuidanceView } from '.';

/** What guidance says. */
export const GUIDANCE: GuidanceView = {
  title: '甘肃省网络扶贫行动的实施方案',
  issuer: '中共甘肃省委办公厅、甘肃省人民政府办公厅　甘办发〔2017〕19号',
  project: '农村电商工程',
  items: [
    {
      id: 'commerce_1',
      kind: '措施',
      title: '完善农村电商服务体系',
      text: '建好县有中心、乡有站、村有点的电商服务体系，培训贫困户网上开店。',
      departments: ['省商务厅', '省扶贫办'],
      terms: ['一店带多户', '电商扶贫'],
      source: '甘办发〔2017〕19号 三(一)',
    },
    {
      id: 'commerce_goal',
      kind: '目标',
      title: '贫困村电商服务点',
      text: '覆盖率 60% 以上（2018年）',
      departments: [],
      terms: [],
      source: '甘办发〔2017〕19号 二',
    },
  ],
};
