import type { Examples } from '../../example';
import { fakeHost } from '../../host/fake';
import NextSteps from './NextSteps.svelte';

export default {
  component: NextSteps,
  examples: [
    { name: '导出以后', props: { host: fakeHost(), draft: 1, sheet: '/报送/案例/案例.pdf' } },
  ],
} satisfies Examples<typeof NextSteps>;
