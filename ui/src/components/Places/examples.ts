import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import { FAULTY, exampleDraft, fakeHost } from '../../host/fake';
import Places from './Places.svelte';

const props = {
  path: 'regions',
  id: 'field-regions',
  label: '实施地区',
  describedby: undefined,
  level: null,
  villages: true,
  onentry: () => {},
};

export default {
  component: Places,
  examples: [
    {
      name: '空',
      props: { ...props, value: null, draft: new OpenDraft(fakeHost(), exampleDraft()) },
    },
    {
      name: '有问题',
      props: {
        ...props,
        value: FAULTY.values!['regions']!,
        draft: new OpenDraft(fakeHost(), exampleDraft(FAULTY)),
      },
    },
  ],
} satisfies Examples<typeof Places>;
