import type { Examples } from '../../example';
import { exampleCall, fakeHost } from '../../host/fake';
import NewDraft from './NewDraft.svelte';

export default {
  component: NewDraft,
  examples: [
    {
      name: '有征集',
      props: { host: fakeHost(), calls: [exampleCall()], onopen: () => {}, onback: () => {} },
    },
    {
      name: '没有征集',
      props: { host: fakeHost(), calls: [], onopen: () => {}, onback: () => {} },
    },
  ],
} satisfies Examples<typeof NewDraft>;
