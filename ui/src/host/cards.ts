// A card of somebody who was filled in before, for examples and tests.

import type { CardView } from './bindings';

export function exampleCard(changes: Partial<CardView> = {}): CardView {
  return {
    kind: 'unit',
    name: '江苏某某农业科技有限公司',
    from: '一店带多户',
    fields: [
      {
        field: 'text',
        label: '机构全称',
        text: '江苏某某农业科技有限公司',
        entry: '江苏某某农业科技有限公司',
      },
      {
        field: 'long_text',
        label: '注册地址',
        text: '江苏省南京市某某路8号',
        entry: '江苏省南京市某某路8号',
      },
    ],
    ...changes,
  };
}
