import type { Examples } from '../../example';
import { twoCalls } from '../FilledWord/examples';
import FromWord from './FromWord.svelte';

export default {
  component: FromWord,
  examples: [
    { name: '有要看的', props: { count: 17, doubts: twoCalls.doubts, ongo: () => {} } },
    { name: '没有要看的', props: { count: 3, doubts: [], ongo: () => {} } },
  ],
} satisfies Examples<typeof FromWord>;
