import type { Examples } from '../../example';
import { exampleFormComing } from '../../host/fake';
import FormArrival from './FormArrival.svelte';

const idle = { onclose: () => {}, ontake: () => {} };

export default {
  component: FormArrival,
  examples: [
    { name: '还没有', props: { ...idle, coming: exampleFormComing('absent') } },
    { name: '已经有', props: { ...idle, coming: exampleFormComing('same') } },
    { name: '内容不同', props: { ...idle, coming: exampleFormComing('changed') } },
  ],
} satisfies Examples<typeof FormArrival>;
