import type { Examples } from '../../example';
import { exampleDraft } from '../../host/fake';
import About from './About.svelte';

export default {
  component: About,
  examples: [{ name: '要点', props: { about: exampleDraft().about } }],
} satisfies Examples<typeof About>;
