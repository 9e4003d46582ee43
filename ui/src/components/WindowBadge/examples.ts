import type { Examples } from '../../example';
import WindowBadge from './WindowBadge.svelte';

export default {
  component: WindowBadge,
  examples: [
    { name: '尚未开始', props: { window: { state: 'not_yet_open', days: 12 } } },
    { name: '进行中', props: { window: { state: 'open', days_left: 38 } } },
    { name: '时间不多', props: { window: { state: 'open', days_left: 3 } } },
    { name: '最后一天', props: { window: { state: 'open', days_left: 0 } } },
    { name: '没有写', props: { window: { state: 'undated' } } },
    { name: '已截止', props: { window: { state: 'passed', days: 2306 } } },
  ],
} satisfies Examples<typeof WindowBadge>;
