import type { Examples } from '../../example';
import { exampleCall } from '../../host/fake';
import FirstSteps from './FirstSteps.svelte';

const none = () => {};

export default {
  component: FirstSteps,
  examples: [
    { name: '一次在征集', props: { calls: [exampleCall()], onnew: none, onsample: none } },
    {
      name: '都截止了',
      props: {
        calls: [exampleCall({ window: { state: 'passed', days: 30 } })],
        onnew: none,
        onsample: none,
      },
    },
  ],
} satisfies Examples<typeof FirstSteps>;
