import { createRawSnippet } from 'svelte';
import type { Examples } from '../../example';
import { EXPLAINED_CODE, refuse } from '../../host/fake';
import Explain from './Explain.svelte';

const found = (words: string) =>
  createRawSnippet(() => ({ render: () => `<span>${words}</span>` }));

export default {
  component: Explain,
  examples: [
    {
      name: 'a code that is known',
      props: {
        code: 'A421',
        explain: () => Promise.resolve(EXPLAINED_CODE),
        children: found('附件2（会议.mp4）长边 1280 像素，要求不少于 1920 像素。'),
      },
    },
    {
      name: 'a program that does not answer',
      props: {
        code: 'F101',
        explain: refuse('machine', '程序没有回应。'),
        children: found('“案例名称”没有填写。'),
      },
    },
  ],
} satisfies Examples<typeof Explain>;
