import type { Examples } from '../../example';
import { Keeping } from '../../draft/keeping.svelte';
import { fakeHost } from '../../host/fake';
import Copying from './Copying.svelte';

const at = (done: number, all: number, stopping = false) => {
  const keeping = new Keeping(fakeHost(), 1, 7);
  keeping.now = { place: 'attachments', done, all, stopping };
  return { keeping, place: 'attachments' };
};

export default {
  component: Copying,
  examples: [
    { name: '刚开始', props: at(0, 0) },
    { name: '到一半', props: at(1_234_567_890, 4_012_345_678) },
    { name: '正在停止', props: at(1_234_567_890, 4_012_345_678, true) },
  ],
} satisfies Examples<typeof Copying>;
