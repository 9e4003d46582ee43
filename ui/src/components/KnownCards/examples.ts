import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import { exampleCard, exampleDraft, fakeHost } from '../../host/fake';
import KnownCards from './KnownCards.svelte';

const draft = new OpenDraft(fakeHost(), exampleDraft());
draft.cards.all = [
  exampleCard({ kept: true }),
  exampleCard({ name: '舒城县商务局', from: '', fields: exampleCard().fields.slice(0, 1) }),
];

export default {
  component: KnownCards,
  examples: [{ name: '两个单位', props: { field: 'text', draft } }],
} satisfies Examples<typeof KnownCards>;
