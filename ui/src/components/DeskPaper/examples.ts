import type { Examples } from '../../example';
import { exampleDesk, exampleDeskForm } from '../../host/fake';
import DeskPaper from './DeskPaper.svelte';

const none = { onchoose: () => {}, onmove: () => {} };
const { blocks } = exampleDeskForm();

export default {
  component: DeskPaper,
  examples: [
    { name: '没有选', props: { blocks, chosen: undefined, faults: exampleDesk().faults, ...none } },
    {
      name: '选了两格，一个表格合不拢',
      props: {
        blocks: [...blocks, { is: 'broken', number: 1 }],
        chosen: { is: 'cell', table: 0, row: 0, column: 0, to: [1, 0] },
        faults: [],
        ...none,
      },
    },
  ],
} satisfies Examples<typeof DeskPaper>;
