import type { Examples } from '../../example';
import Refused from './Refused.svelte';

export default {
  component: Refused,
  examples: [
    {
      name: '两个',
      props: {
        refused: [
          '“/照片/空.jpg”是空文件，没有添加。',
          '“/照片/会议.mp4”读不了：没有权限。请检查文件是不是还能打开。',
        ],
        onread: () => {},
      },
    },
  ],
} satisfies Examples<typeof Refused>;
