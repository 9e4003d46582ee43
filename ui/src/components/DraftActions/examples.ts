import type { Examples } from '../../example';
import { exampleSummary, fakeHost } from '../../host/fake';
import DraftActions from './DraftActions.svelte';

const draft = exampleSummary();
const usual = { host: fakeHost(), draft, name: draft.title, run: () => Promise.resolve() };

export default {
  component: DraftActions,
  examples: [
    { name: '在列表里', props: { ...usual, binned: false } },
    { name: '在回收站', props: { ...usual, binned: true } },
  ],
} satisfies Examples<typeof DraftActions>;
