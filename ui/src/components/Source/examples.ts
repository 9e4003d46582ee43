import type { Examples } from '../../example';
import Source from './Source.svelte';

export default {
  component: Source,
  examples: [{ name: '依据', props: { source: '苏2020 公告三' } }],
} satisfies Examples<typeof Source>;
