import type { Examples } from '../../example';
import { PLACES } from '../../host/fake';
import PlaceBox from './PlaceBox.svelte';

const box = {
  id: 'place',
  text: '',
  rewritten: 0,
  label: '所在地',
  describedby: undefined,
  level: null,
  find: () => Promise.resolve(PLACES),
  ontype: () => {},
  onchoose: () => {},
};

export default {
  component: PlaceBox,
  examples: [
    { name: '空', props: box },
    { name: '有地名', props: { ...box, id: 'named-place', text: '舒城' } },
    { name: '有问题', props: { ...box, id: 'wrong-place', text: '城关区', invalid: true } },
  ],
} satisfies Examples<typeof PlaceBox>;
