import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import { FAULTY, exampleDraft, fakeHost } from '../../host/fake';
import Attachments from './Attachments.svelte';

export default {
  component: Attachments,
  examples: [
    {
      name: '空',
      props: {
        draft: new OpenDraft(fakeHost(), exampleDraft()),
        choose: () => Promise.resolve([]),
      },
    },
    {
      name: '有内容',
      props: {
        draft: new OpenDraft(fakeHost(), exampleDraft(FAULTY)),
        choose: () => Promise.resolve([]),
      },
    },
  ],
} satisfies Examples<typeof Attachments>;
