import type { Examples } from '../../example';
import SaveState from './SaveState.svelte';

export default {
  component: SaveState,
  examples: [
    { name: '已保存', props: { saved: { state: 'saved' } } },
    { name: '正在保存', props: { saved: { state: 'saving' } } },
    { name: '写不进去', props: { saved: { state: 'failing', reason: '磁盘已满。' } } },
  ],
} satisfies Examples<typeof SaveState>;
