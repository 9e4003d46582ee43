import type { Examples } from '../../example';
import { TRIAL } from '../../host/fake';
import DeskTrial from './DeskTrial.svelte';

export default {
  component: DeskTrial,
  examples: [
    { name: '试填', props: { trial: TRIAL, filled: true, trouble: '' } },
    { name: '正在画', props: { trial: undefined, filled: false, trouble: '' } },
    {
      name: '画不出来',
      props: { trial: undefined, filled: true, trouble: '表上还有写错的地方。' },
    },
  ],
} satisfies Examples<typeof DeskTrial>;
