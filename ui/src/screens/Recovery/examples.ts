import type { Examples } from '../../example';
import Recovery from './Recovery.svelte';

const COPY = {
  day: '2020-06-19',
  drafts: 7,
  changed: new Date(2020, 5, 19, 17, 30).getTime(),
  titles: ['“一店带多户”电商助农增收案例', ''],
};

export default {
  component: Recovery,
  examples: [
    { name: '有备份', props: { path: '/home/li/drafts.db', copy: COPY, onchoose: () => {} } },
    { name: '没有备份', props: { path: '/home/li/drafts.db', copy: null, onchoose: () => {} } },
  ],
} satisfies Examples<typeof Recovery>;
