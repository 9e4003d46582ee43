import type { Examples } from '../../example';
import { exampleCall, fakeHost } from '../../host/fake';
import Roundups from './Roundups.svelte';

const usual = { calls: [exampleCall()], onopen: () => {}, onback: () => {} };

export default {
  component: Roundups,
  examples: [
    { name: '还没有', props: { host: fakeHost(), ...usual } },
    {
      name: '有一个',
      props: {
        host: fakeHost({
          roundups: [
            {
              roundup: 1,
              call: '2020年江苏省网络扶贫优秀案例征集',
              by: '南京市委网信办',
              files: 12,
              changed: Date.UTC(2026, 0, 5, 4),
            },
          ],
        }),
        ...usual,
      },
    },
  ],
} satisfies Examples<typeof Roundups>;
