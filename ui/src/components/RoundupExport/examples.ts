import type { Examples } from '../../example';
import { fakeHost } from '../../host/fake';
import RoundupExport from './RoundupExport.svelte';

const usual = {
  host: fakeHost(),
  roundup: 1,
  choose: () => Promise.resolve([]),
  onclose: () => {},
};

export default {
  component: RoundupExport,
  examples: [
    { name: '还要处理', props: { ...usual, isDraft: true } },
    { name: '可以报送', props: { ...usual, isDraft: false } },
  ],
} satisfies Examples<typeof RoundupExport>;
