import type { Examples } from '../../example';
import { Listing } from '../../draft/listing.svelte';
import { exampleCall, exampleSummary } from '../../host/fake';
import DraftTable from './DraftTable.svelte';

const none = () => {};
const props = {
  calls: [exampleCall()],
  listing: new Listing(),
  box: undefined,
  onopen: none,
  oncopy: none,
  onbin: none,
  onerase: none,
};
const day = new Date(2020, 5, 25).getTime();

export default {
  component: DraftTable,
  examples: [
    {
      name: '各种进展',
      props: {
        ...props,
        drafts: [
          exampleSummary({ id: 1 }),
          exampleSummary({ id: 2, title: '', problems: 0 }),
          exampleSummary({ id: 3, problems: 0, exported: day, changed_since: true }),
          exampleSummary({ id: 4, problems: 0, exported: day, sealed: day }),
          exampleSummary({ id: 5, problems: 0, exported: day, sealed: day, handed_in: day }),
          exampleSummary({ id: 6, flaw: { is: 'contents' }, found_in: ['案例名称', '概述'] }),
        ],
      },
    },
    {
      name: '回收站',
      props: { ...props, drafts: [exampleSummary({ binned: day })] },
    },
  ],
} satisfies Examples<typeof DraftTable>;
