// A card of somebody who was filled in before, for examples and tests.

import type { CardView, KeptCardsView } from './bindings';

export function exampleCard(changes: Partial<CardView> = {}): CardView {
  return {
    kind: 'unit',
    name: '江苏某某农业科技有限公司',
    from: '一店带多户',
    kept: false,
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

/** One unit and one person that are kept, and two whom the draft names. */
export function exampleKept(): KeptCardsView {
  const { fields, name } = exampleCard();
  const person = {
    field: 'contact',
    label: '联系人',
    text: '李明 13812345678',
    entry: { name: '李明', phone: '13812345678' },
  };
  return {
    kept: [
      { card: 1, kind: 'unit', name, fields },
      { card: 2, kind: 'contact', name: '李明', fields: [person] },
    ],
    here: [
      exampleCard({ name: '舒城县商务局' }),
      { kind: 'contact', name: '李明', from: '', kept: false, fields: [person] },
    ],
  };
}
