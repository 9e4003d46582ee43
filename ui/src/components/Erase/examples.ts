import type { Examples } from '../../example';
import Erase from './Erase.svelte';

export default {
  component: Erase,
  examples: [
    { name: '清除一份草稿', props: { name: '一店带多户', onclose: () => {}, onerase: () => {} } },
  ],
} satisfies Examples<typeof Erase>;
