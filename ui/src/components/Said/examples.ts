import type { Examples } from '../../example';
import Said from './Said.svelte';

export default {
  component: Said,
  examples: [{ name: '添加', props: { words: '已添加 3 个文件。' } }],
} satisfies Examples<typeof Said>;
