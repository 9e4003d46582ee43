import type { Examples } from '../../example';
import { exampleSummary, fakeHost } from '../../host/fake';
import Drafts from './Drafts.svelte';

const choose = () => Promise.resolve([]);
const LIST = {
  drafts: [exampleSummary(), exampleSummary({ id: 2, title: '', problems: 0 })],
  count: 120,
};

export default {
  component: Drafts,
  examples: [
    {
      name: '没有草稿',
      props: { host: fakeHost(), choose, onopen: () => {}, onnew: () => {} },
    },
    {
      name: '有草稿',
      props: { host: fakeHost({ drafts: LIST }), choose, onopen: () => {}, onnew: () => {} },
    },
  ],
} satisfies Examples<typeof Drafts>;
