import type { Examples } from '../../example';
import type { FilledWordView } from '../../host';
import FilledWord from './FilledWord.svelte';

const nothing = () => {};
const acts = { onlook: nothing, onmake: nothing, onblank: nothing };

/** Of a file that fits two calls. */
export const twoCalls: FilledWordView = {
  calls: [
    { id: 'ah-2024', title: '安徽省网络公益工程案例征集' },
    { id: 'cac-2024', title: '网络公益工程案例征集' },
  ],
  call: 'ah-2024',
  count: 17,
  doubts: [
    {
      path: 'staff',
      field: '投入人员',
      place: '第 1 个表第 5 行第 2 格',
      message: '“12余人”不是整数，原样带入了。',
      words: '',
    },
    {
      path: null,
      field: '',
      place: '表格外第 9 段',
      message: '这里的字不属于哪一栏，没有带入。',
      words: '请局长审阅',
    },
  ],
};

export default {
  component: FilledWord,
  examples: [
    { name: '两次征集都是这张表', props: { ...acts, view: twoCalls } },
    {
      name: '没有要看的',
      props: {
        ...acts,
        view: { calls: [{ id: 'a', title: '案例征集' }], call: 'a', count: 3, doubts: [] },
      },
    },
  ],
} satisfies Examples<typeof FilledWord>;
