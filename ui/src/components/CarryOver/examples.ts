import type { Examples } from '../../example';
import { exampleSummary, fakeHost } from '../../host/fake';
import CarryOver from './CarryOver.svelte';

const drafts = { drafts: [exampleSummary()], count: 1 };
const usual = { call: 'js-2020', route: 'self', onchoose: () => {} };

export default {
  component: CarryOver,
  examples: [
    {
      name: '有草稿，没有选',
      props: { host: fakeHost({ drafts }), from: undefined, ...usual },
    },
    {
      name: '选了一份',
      props: { host: fakeHost({ drafts }), from: { draft: 1, files: true }, ...usual },
    },
  ],
} satisfies Examples<typeof CarryOver>;
