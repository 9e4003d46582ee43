import type { Examples } from '../../example';
import Newer from './Newer.svelte';

export default {
  component: Newer,
  examples: [
    { name: '有不同', props: { changes: ['栏目“案例名称”改名为“项目名称”'], ontake: () => {} } },
  ],
} satisfies Examples<typeof Newer>;
