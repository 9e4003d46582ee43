import type { Examples } from '../../example';
import { fakeHost } from '../../host/fake';
import { exampleRoundup } from '../../host/office';
import RoundupDoubles from './RoundupDoubles.svelte';

const [one, other] = exampleRoundup().files;
const host = fakeHost({
  compare_in_roundup: [
    {
      address: 'values/case_name',
      label: '案例名称',
      here: '一店带多户案例',
      coming: '农村电商带动案例',
    },
  ],
});

export default {
  component: RoundupDoubles,
  examples: [
    {
      name: '两个并排',
      props: {
        host,
        roundup: 1,
        pair: [one!, other!],
        onleave: () => {},
        onboth: () => {},
        onclose: () => {},
      },
    },
  ],
} satisfies Examples<typeof RoundupDoubles>;
