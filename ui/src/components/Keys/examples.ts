import type { Examples } from '../../example';
import Keys from './Keys.svelte';

export default {
  component: Keys,
  examples: [{ name: '快捷键', props: { onclose: () => {} } }],
} satisfies Examples<typeof Keys>;
