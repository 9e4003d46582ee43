import type { Examples } from '../../example';
import { exampleCall, fakeHost } from '../../host/fake';
import NewDraft from './NewDraft.svelte';

const usual = { onopen: () => {}, ondesk: () => {}, onback: () => {} };

export default {
  component: NewDraft,
  examples: [
    {
      name: '有征集',
      props: { host: fakeHost(), calls: [exampleCall({ own: true })], ...usual },
    },
    {
      name: '没有征集',
      props: { host: fakeHost(), calls: [], ...usual },
    },
  ],
} satisfies Examples<typeof NewDraft>;
