import type { Examples } from '../example';
import { exampleCall, fakeHost, refuse, silentHost } from '../host/fake';
import App from './App.svelte';

const start = (drafts: import('../host').DraftsState) =>
  fakeHost({ start: { calls: [exampleCall()], unused: [], messages: [], drafts } });

export default {
  component: App,
  examples: [
    { name: '草稿', props: { host: fakeHost() } },
    { name: '正在打开', props: { host: silentHost() } },
    { name: '没有回应', props: { host: fakeHost({ start: refuse('machine', '请重新打开。') }) } },
    {
      name: '已经打开',
      props: {
        host: start({ state: 'closed', refusal: { code: 'in_use', message: '已经打开着。' } }),
      },
    },
    {
      name: '损坏',
      props: {
        host: start({
          state: 'damaged',
          path: '/home/li/drafts.db',
          readable: { whole: 2, from_copies: 1, in_part: 0 },
          copies: [],
        }),
      },
    },
  ],
} satisfies Examples<typeof App>;
