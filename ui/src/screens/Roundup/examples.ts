import type { Examples } from '../../example';
import { fakeHost } from '../../host/fake';
import { exampleRoundup } from '../../host/office';
import Roundup from './Roundup.svelte';

const usual = { host: fakeHost(), choose: () => Promise.resolve([]), onback: () => {} };

export default {
  component: Roundup,
  examples: [
    { name: '还没有收到', props: { ...usual, view: exampleRoundup({ files: [], doubles: [] }) } },
    { name: '有要处理的', props: { ...usual, view: exampleRoundup() } },
  ],
} satisfies Examples<typeof Roundup>;
