import type { Examples } from '../../example';
import { keysOf } from '../../desk/desk.svelte';
import { FORM_KEYS, exampleDesk, exampleDeskForm } from '../../host/fake';
import DeskTable from './DeskTable.svelte';

const [field, , seal] = exampleDeskForm().table.below;
const none = { onset: () => {}, faults: exampleDesk().faults };

export default {
  component: DeskTable,
  examples: [
    {
      name: '栏目',
      props: {
        table: field!,
        keys: keysOf(FORM_KEYS, 'form.toml', field!),
        first: ['label', 'kind'],
        ...none,
      },
    },
    {
      name: '有错误',
      props: { table: seal!, keys: keysOf(FORM_KEYS, 'form.toml', seal!), ...none },
    },
  ],
} satisfies Examples<typeof DeskTable>;
