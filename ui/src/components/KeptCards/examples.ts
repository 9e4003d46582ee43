import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import { exampleDraft, fakeHost } from '../../host/fake';
import KeptCards from './KeptCards.svelte';

const none = fakeHost({ kept_cards: { kept: [], here: [] } });

export default {
  component: KeptCards,
  examples: [
    {
      name: '一个单位，一个联系人',
      props: { cards: new OpenDraft(fakeHost(), exampleDraft()).cards, onclose: () => {} },
    },
    {
      name: '还没有',
      props: { cards: new OpenDraft(none, exampleDraft()).cards, onclose: () => {} },
    },
  ],
} satisfies Examples<typeof KeptCards>;
