import type { Examples } from '../../example';
import Opening from './Opening.svelte';

export default {
  component: Opening,
  examples: [{ name: '正在打开', props: {} }],
} satisfies Examples<typeof Opening>;
