import type { Examples } from '../../example';
import { exampleAlreadyHere } from '../../host/fake';
import AlreadyHere from './AlreadyHere.svelte';

const idle = { onclose: () => {}, ontake: () => {} };
const COMPARED = {
  same: '内容相同',
  newer: '文件较新',
  older: '文件较旧',
  diverged: '两处分别改过',
  other_call: '另一次征集',
} as const;

export default {
  component: AlreadyHere,
  examples: [
    ...(Object.keys(COMPARED) as (keyof typeof COMPARED)[]).map((compared) => ({
      name: COMPARED[compared],
      props: { ...idle, already: exampleAlreadyHere(compared) },
    })),
    {
      name: '草稿在回收站',
      props: { ...idle, already: exampleAlreadyHere('newer', { binned: true, title: '' }) },
    },
  ],
} satisfies Examples<typeof AlreadyHere>;
