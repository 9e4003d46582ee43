import type { Examples } from '../../example';
import { exampleDesk, fakeHost, refuse, silentHost } from '../../host/fake';
import FormDesk from './FormDesk.svelte';

const usual = {
  call: 'word',
  choose: () => Promise.resolve([]),
  onsaved: () => {},
  onfill: () => {},
  onback: () => {},
};

export default {
  component: FormDesk,
  examples: [
    { name: '一张表', props: { ...usual, host: fakeHost() } },
    {
      name: '只有征集',
      props: {
        ...usual,
        host: fakeHost({ open_form_desk: exampleDesk({ forms: [], faults: [] }) }),
      },
    },
    { name: '正在打开', props: { ...usual, host: silentHost() } },
    {
      name: '打不开',
      props: {
        ...usual,
        host: fakeHost({ open_form_desk: refuse('entry', '这是程序自带的征集。') }),
      },
    },
  ],
} satisfies Examples<typeof FormDesk>;
