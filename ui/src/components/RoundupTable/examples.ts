import type { Examples } from '../../example';
import type { RoundupFile } from '../../host';
import { exampleRoundup } from '../../host/office';
import RoundupTable from './RoundupTable.svelte';

const { files } = exampleRoundup();
const nothing = () => {};

export default {
  component: RoundupTable,
  examples: [
    {
      name: '收到的案例',
      props: {
        files,
        going: files.filter((file) => file.number !== null).length,
        waits: (file: RoundupFile) => file.findings.length > 0,
        twin: () => undefined,
        onmove: nothing,
        onremark: nothing,
        oncompare: nothing,
        onleave: nothing,
        onremove: nothing,
      },
    },
  ],
} satisfies Examples<typeof RoundupTable>;
