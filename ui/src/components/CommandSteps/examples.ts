import type { Examples } from '../../example';
import CommandSteps from './CommandSteps.svelte';

export default {
  component: CommandSteps,
  examples: [{ name: '三条命令', props: { call: 'js-2020', copy: () => Promise.resolve() } }],
} satisfies Examples<typeof CommandSteps>;
