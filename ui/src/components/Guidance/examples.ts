import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import { GUIDANCE, exampleDraft, fakeHost } from '../../host/fake';
import Guidance from './Guidance.svelte';

const props = (items = GUIDANCE.items) => ({
  draft: new OpenDraft(fakeHost({ guidance: { ...GUIDANCE, items } }), exampleDraft()),
  onclose: () => {},
});

export default {
  component: Guidance,
  examples: [
    { name: '本案例的', props: props() },
    { name: '没有查到', props: props([]) },
  ],
} satisfies Examples<typeof Guidance>;
