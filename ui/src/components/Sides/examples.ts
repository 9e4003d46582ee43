import type { Examples } from '../../example';
import Sides from './Sides.svelte';

export default {
  component: Sides,
  examples: [
    {
      name: '两边',
      props: {
        sides: [
          { side: '收到的', name: '“一店带多户”', notes: ['修订号 12，3 个附件（5.2 MB）'] },
          { side: '已有草稿', name: '“一店带多户”', notes: ['修订号 10，昨天修改'] },
        ],
      },
    },
    { name: '只有一边', props: { sides: [{ side: '收到的', name: '“未命名案例”', notes: [] }] } },
  ],
} satisfies Examples<typeof Sides>;
