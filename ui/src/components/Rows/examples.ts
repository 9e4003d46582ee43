import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import { EVERY_FIELD, FAULTY, exampleDraft, fakeHost } from '../../host/fake';
import Rows from './Rows.svelte';

const { kind } = EVERY_FIELD.find(({ id }) => id === 'rows')!;
const columns = kind.is === 'rows' ? kind.columns : [];
const props = { path: 'rows', columns, describedby: undefined, onentry: () => {} };

export default {
  component: Rows,
  examples: [
    {
      name: '空',
      props: { ...props, value: null, draft: new OpenDraft(fakeHost(), exampleDraft()) },
    },
    {
      name: '有问题',
      props: {
        ...props,
        value: FAULTY.values!['rows']!,
        draft: new OpenDraft(fakeHost(), exampleDraft(FAULTY)),
      },
    },
  ],
} satisfies Examples<typeof Rows>;
