import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import { exampleDraft, fakeHost } from '../../host/fake';
import Paper from './Paper.svelte';

export default {
  component: Paper,
  examples: [
    {
      name: '一页',
      props: {
        host: fakeHost(),
        draft: new OpenDraft(fakeHost(), exampleDraft()),
        choose: async () => [],
      },
    },
  ],
} satisfies Examples<typeof Paper>;
