import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import { FAULTY, exampleDraft, fakeHost } from '../../host/fake';
import Links from './Links.svelte';

const props = { path: 'links', label: '媒体报道网址', describedby: undefined, onentry: () => {} };

export default {
  component: Links,
  examples: [
    {
      name: '空',
      props: { ...props, value: null, draft: new OpenDraft(fakeHost(), exampleDraft()) },
    },
    {
      name: '有问题',
      props: {
        ...props,
        value: FAULTY.values!['links']!,
        draft: new OpenDraft(fakeHost(), exampleDraft(FAULTY)),
      },
    },
  ],
} satisfies Examples<typeof Links>;
