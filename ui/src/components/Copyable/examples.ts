import type { Examples } from '../../example';
import Copyable from './Copyable.svelte';

export default {
  component: Copyable,
  examples: [
    { name: '一行', props: { label: '邮箱', text: 'wangxin@example.cn' } },
    { name: '几行', props: { label: '正文', text: '您好：\n现报送……', lines: true } },
  ],
} satisfies Examples<typeof Copyable>;
