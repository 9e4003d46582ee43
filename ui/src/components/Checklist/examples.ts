import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import { FAULTY, exampleDraft, fakeHost } from '../../host/fake';
import Checklist from './Checklist.svelte';

const [open, written] = exampleDraft().checklists;

export default {
  component: Checklist,
  examples: [
    {
      name: '还没有对照',
      props: { checklist: open!, draft: new OpenDraft(fakeHost(), exampleDraft()) },
    },
    {
      name: '对照了一部分',
      props: { checklist: written!, draft: new OpenDraft(fakeHost(), exampleDraft(FAULTY)) },
    },
  ],
} satisfies Examples<typeof Checklist>;
