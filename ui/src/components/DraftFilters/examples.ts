import type { Examples } from '../../example';
import { Listing } from '../../draft/listing.svelte';
import { exampleCall, exampleSummary } from '../../host/fake';
import DraftFilters from './DraftFilters.svelte';

const other = { id: 2, unit: '舒城县商务局', call: '2024年网络公益行动项目征集', call_id: 'gy' };

export default {
  component: DraftFilters,
  examples: [
    {
      name: '两次征集',
      props: {
        listing: new Listing(),
        drafts: [exampleSummary(), exampleSummary(other)],
        calls: [exampleCall()],
        shown: 2,
      },
    },
  ],
} satisfies Examples<typeof DraftFilters>;
