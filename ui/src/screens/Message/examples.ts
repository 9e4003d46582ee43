import type { Examples } from '../../example';
import Message from './Message.svelte';

export default {
  component: Message,
  examples: [
    { name: '已退出', props: { title: '已退出', text: '内容都已保存。可以关闭这个页面了。' } },
  ],
} satisfies Examples<typeof Message>;
