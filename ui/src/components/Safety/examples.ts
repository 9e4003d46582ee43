import type { Examples } from '../../example';
import Safety from './Safety.svelte';

export default {
  component: Safety,
  examples: [{ name: '安全', props: { onclose: () => {} } }],
} satisfies Examples<typeof Safety>;
