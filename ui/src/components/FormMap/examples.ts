import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import { sectionsOf } from '../../draft/sections';
import { FAULTY, exampleDraft, fakeHost } from '../../host/fake';
import FormMap from './FormMap.svelte';

const none = () => {};
const actions = { ongo: none, onpart: none, oncheck: none };

const empty = new OpenDraft(fakeHost(), exampleDraft());
const faulty = new OpenDraft(fakeHost(), exampleDraft(FAULTY));

export default {
  component: FormMap,
  examples: [
    { name: '空白', props: { sections: sectionsOf(empty), checked: false, ...actions } },
    {
      name: '有问题',
      props: { sections: sectionsOf(faulty), checked: true, here: 'text', ...actions },
    },
  ],
} satisfies Examples<typeof FormMap>;
