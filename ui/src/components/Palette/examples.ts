import type { Examples } from '../../example';
import { exampleCall, exampleSummary, fakeHost } from '../../host/fake';
import Palette from './Palette.svelte';

const none = () => {};

export default {
  component: Palette,
  examples: [
    {
      name: '命令和草稿',
      props: {
        host: fakeHost({ drafts: { drafts: [exampleSummary()], count: 1 } }),
        calls: [exampleCall()],
        offers: [{ words: '检查', kind: '命令', keys: 'F8', run: none }],
        ondraft: none,
        oncall: none,
        onunit: none,
        onclose: none,
      },
    },
  ],
} satisfies Examples<typeof Palette>;
