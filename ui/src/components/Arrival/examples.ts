import type { Examples } from '../../example';
import { exampleArrival } from '../../host/fake';
import Arrival from './Arrival.svelte';

const idle = { onclose: () => {}, ontake: () => {} };

export default {
  component: Arrival,
  examples: [
    { name: '新的案例', props: { ...idle, arrival: exampleArrival(null) } },
    { name: '内容相同', props: { ...idle, arrival: exampleArrival('same') } },
    { name: '较新', props: { ...idle, arrival: exampleArrival('newer') } },
    { name: '较旧', props: { ...idle, arrival: exampleArrival('older') } },
    { name: '分别改过', props: { ...idle, arrival: exampleArrival('diverged') } },
    { name: '另一次征集', props: { ...idle, arrival: exampleArrival('other_call') } },
    {
      name: '没有表单',
      props: { ...idle, arrival: exampleArrival(null, { form: 'absent', missing: ['证照.jpg'] }) },
    },
    { name: '表单不同', props: { ...idle, arrival: exampleArrival('newer', { form: 'changed' }) } },
  ],
} satisfies Examples<typeof Arrival>;
