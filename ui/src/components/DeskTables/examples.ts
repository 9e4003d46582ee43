import type { Examples } from '../../example';
import { FORM_KEYS, exampleDesk, exampleDeskForm } from '../../host/fake';
import DeskTables from './DeskTables.svelte';

const usual = { keys: FORM_KEYS, faults: [], onchange: () => {} };

export default {
  component: DeskTables,
  examples: [
    {
      name: '选项',
      props: {
        ...usual,
        file: 'form.toml',
        parent: exampleDeskForm().table.below[1]!,
        name: 'option',
      },
    },
    {
      name: '只有一段',
      props: { ...usual, file: 'call.toml', parent: exampleDesk().table, name: 'window' },
    },
  ],
} satisfies Examples<typeof DeskTables>;
