import type { Examples } from '../../example';
import { FAULTY } from '../../host/fake';
import Problems from './Problems.svelte';

export default {
  component: Problems,
  examples: [
    { name: '没有问题', props: { findings: [], ongo: () => {} } },
    { name: '三级问题', props: { findings: FAULTY.findings!, ongo: () => {} } },
  ],
} satisfies Examples<typeof Problems>;
