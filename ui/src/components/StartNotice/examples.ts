import type { Examples } from '../../example';
import { fakeHost } from '../../host/fake';
import StartNotice from './StartNotice.svelte';

const title = '您放进来的有些用不了，没有使用';
const lines = ['form.toml:12:1：K604 [[field]] 里缺少“kind”。', '征集 my-call：缺少 call.toml。'];

export default {
  component: StartNotice,
  examples: [
    { name: '有说明的和没有的', props: { title, lines, host: fakeHost() } },
    {
      name: '没有代码的',
      props: {
        title: '上次没有写进去的内容',
        lines: ['“一店带多户”的最后几次改动补进去了，请核对。'],
        host: fakeHost(),
      },
    },
  ],
} satisfies Examples<typeof StartNotice>;
