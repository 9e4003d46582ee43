import { OpenDraft } from '../../draft/draft.svelte';
import type { Examples } from '../../example';
import { FAULTY, exampleDraft, fakeHost } from '../../host/fake';
import Missing from './Missing.svelte';

const [one] = FAULTY.attachments ?? [];
const attachments = one
  ? [{ ...one, path: '一店带多户-附件/一.jpg', bytes: null, seen: null }]
  : [];

export default {
  component: Missing,
  examples: [
    {
      name: '没有一起来',
      props: {
        draft: new OpenDraft(fakeHost(), exampleDraft({ attachments })),
        choose: () => Promise.resolve([]),
      },
    },
  ],
} satisfies Examples<typeof Missing>;
