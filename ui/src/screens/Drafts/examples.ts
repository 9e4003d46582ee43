import type { Examples } from '../../example';
import { exampleSummary, fakeHost } from '../../host/fake';
import Drafts from './Drafts.svelte';

const choose = () => Promise.resolve([]);
const LIST = {
  drafts: [
    exampleSummary({ found_in: ['案例名称', '工作概述'] }),
    exampleSummary({ id: 2, title: '', problems: 0, exported: Date.UTC(2026, 0, 5, 4) }),
  ],
  count: 120,
};

export default {
  component: Drafts,
  examples: [
    {
      name: '没有草稿',
      props: { host: fakeHost(), choose, onopen: () => {}, onnew: () => {}, onword: () => {} },
    },
    {
      name: '有草稿',
      props: {
        host: fakeHost({ drafts: LIST }),
        choose,
        onopen: () => {},
        onnew: () => {},
        onword: () => {},
      },
    },
    {
      name: '有用不了的表单',
      props: {
        host: fakeHost({ drafts: LIST }),
        choose,
        unused: ['表单 my-case：form.toml 第 12 行：没有 kind。', '征集 my-call：缺少 call.toml。'],
        onopen: () => {},
        onnew: () => {},
        onword: () => {},
      },
    },
  ],
} satisfies Examples<typeof Drafts>;
