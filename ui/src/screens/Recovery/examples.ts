import type { Examples } from '../../example';
import Recovery from './Recovery.svelte';

const COPY = {
  name: '2020-06-19.db',
  day: '2020-06-19',
  drafts: 7,
  changed: new Date(2020, 5, 19, 17, 30).getTime(),
  titles: ['“一店带多户”电商助农增收案例', ''],
};

const OLDER = { ...COPY, name: '2020-06-18.db', day: '2020-06-18', drafts: 1, titles: ['一'] };
const NOTHING = { whole: 0, from_copies: 0, in_part: 0 };
const PROPS = {
  path: '/home/li/drafts.db',
  readable: { whole: 5, from_copies: 1, in_part: 1 },
  copies: [COPY, OLDER],
  onchoose: () => {},
};

export default {
  component: Recovery,
  examples: [
    { name: '有备份', props: { ...PROPS, readable: { whole: 0, from_copies: 7, in_part: 0 } } },
    { name: '没有备份', props: { ...PROPS, copies: [] } },
    { name: '都读不出', props: { ...PROPS, readable: NOTHING, copies: [OLDER] } },
  ],
} satisfies Examples<typeof Recovery>;
