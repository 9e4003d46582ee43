import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import type { FindingView } from '../../host';
import { SLOTS, attachment, exampleDraft, fakeHost, notAttached } from '../../host/fake';
import Slots from './Slots.svelte';

const given = [attachment('身份证.pdf', { kind: 'document', slot: 'id_card' })];

const props = (attachments = given, findings: FindingView[] = []) => {
  const view = { ...exampleDraft({ attachments, findings }), slots: { self: SLOTS } };
  return { draft: new OpenDraft(fakeHost(), view), onchoose: () => undefined };
};

export default {
  component: Slots,
  examples: [
    { name: '空', props: props([], [notAttached('id_card', '身份证复印件')]) },
    { name: '有内容', props: props() },
  ],
} satisfies Examples<typeof Slots>;
