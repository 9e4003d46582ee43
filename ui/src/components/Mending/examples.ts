import type { Examples } from '../../example';
import { fakeHost } from '../../host/fake';
import Mending from './Mending.svelte';

const why = '草稿“一店带多户”的内容在磁盘上损坏了，没有打开，也没有改动。';
const version = {
  copy: '2020-06-19.db',
  day: '2020-06-19',
  changed: new Date(2020, 5, 19, 17, 30).getTime(),
  title: '一店带多户',
  revision: 12,
};
const readable = [{ label: '案例名称', text: '一店带多户' }];
const rest = { draft: 1, thing: '案例', why, onopen: () => {}, onclose: () => {} };

export default {
  component: Mending,
  examples: [
    {
      name: '备份里有',
      props: { host: fakeHost({ versions: { versions: [version], readable } }), ...rest },
    },
    { name: '什么都没有', props: { host: fakeHost(), ...rest } },
  ],
} satisfies Examples<typeof Mending>;
