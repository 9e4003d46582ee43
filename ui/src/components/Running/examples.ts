import type { Examples } from '../../example';
import Running from './Running.svelte';

const usual = { doing: '写入', halting: false, onhalt: () => {} };

export default {
  component: Running,
  examples: [
    { name: '刚开始', props: { ...usual, progress: { done: 0, all: 0 } } },
    { name: '一半', props: { ...usual, progress: { done: 5_000_000, all: 10_000_000 } } },
    {
      name: '正在停止',
      props: { ...usual, halting: true, progress: { done: 5_000_000, all: 10_000_000 } },
    },
  ],
} satisfies Examples<typeof Running>;
