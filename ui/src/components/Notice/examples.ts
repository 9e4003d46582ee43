import type { Examples } from '../../example';
import Notice from './Notice.svelte';

export default {
  component: Notice,
  examples: [
    { name: '只有话', props: { title: '还没有征集', text: '程序自带的征集没有读到。' } },
    {
      name: '有可做的事',
      props: {
        title: '征集没有读出来',
        text: '请再试一次。',
        urgent: true,
        action: { label: '再试一次', run: () => {} },
      },
    },
  ],
} satisfies Examples<typeof Notice>;
