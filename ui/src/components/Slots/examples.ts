import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import { SLOTS, attachment, exampleDraft, fakeHost } from '../../host/fake';
import Slots from './Slots.svelte';

const props = (attachments = [attachment('身份证.pdf', { kind: 'document', slot: 'id_card' })]) => {
  const view = { ...exampleDraft({ attachments }), slots: { self: SLOTS } };
  return { draft: new OpenDraft(fakeHost(), view), onchoose: () => undefined };
};

export default {
  component: Slots,
  examples: [
    { name: '空', props: props([]) },
    { name: '有内容', props: props() },
  ],
} satisfies Examples<typeof Slots>;
