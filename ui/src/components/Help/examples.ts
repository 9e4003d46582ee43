import type { Examples } from '../../example';
import Help from './Help.svelte';

export default {
  component: Help,
  examples: [{ name: '怎么用', props: { onclose: () => {} } }],
} satisfies Examples<typeof Help>;
