import type { Examples } from '../../example';
import { exampleCall } from '../../host/fake';
import CallList from './CallList.svelte';

const one = exampleCall();
const next = exampleCall({
  id: 'next',
  title: '一项尚未开始的征集，标题很长，长到在列表里要占好几行才放得下',
  issuer: '某省互联网信息办公室、某省发展和改革委员会、某省民政厅',
  window: { state: 'not_yet_open', days: 12 },
});
const past = exampleCall({ id: 'past', window: { state: 'passed', days: 2306 } });

export default {
  component: CallList,
  examples: [
    { name: '只有一项', props: { calls: [one], chosen: one.id, onchoose: () => {} } },
    { name: '几项', props: { calls: [one, next, past], chosen: next.id, onchoose: () => {} } },
    { name: '没有选中', props: { calls: [one, past], chosen: undefined, onchoose: () => {} } },
  ],
} satisfies Examples<typeof CallList>;
