import type { Examples } from '../../example';
import { EVERY_FIELD } from '../../host/fake';
import Options from './Options.svelte';

const { kind } = EVERY_FIELD.find(({ id }) => id === 'explained')!;
const explained = kind.is === 'choice' ? kind.options : [];
const short = explained.map((option) => ({ ...option, help: '' }));
const props = { describedby: undefined, onchoose: () => {}, onclear: () => {} };

export default {
  component: Options,
  examples: [
    { name: '短的', props: { ...props, id: 'short', options: short, chosen: [] } },
    { name: '有说明，没有选', props: { ...props, id: 'none', options: explained, chosen: [] } },
    {
      name: '有说明，选了一项',
      props: { ...props, id: 'one', options: explained, chosen: ['rescue'] },
    },
    {
      name: '有说明，可选几项',
      props: {
        ...props,
        id: 'two',
        options: explained,
        chosen: ['support', 'other'],
        several: true,
      },
    },
  ],
} satisfies Examples<typeof Options>;
