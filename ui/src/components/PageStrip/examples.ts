import type { Examples } from '../../example';
import PageStrip from './PageStrip.svelte';

const A4 = { width: 210, height: 297 };

export default {
  component: PageStrip,
  examples: [
    {
      name: '四页，正看第二页，第三页有问题',
      props: {
        sizes: [A4, A4, { width: 297, height: 210 }, A4],
        urls: [],
        marks: [undefined, undefined, { sign: '✗', words: '2 处必须处理' }, undefined],
        here: 1,
        ongo: () => {},
      },
    },
  ],
} satisfies Examples<typeof PageStrip>;
