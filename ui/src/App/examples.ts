import type { Examples } from '../example';
import { brokenHost, exampleCall, fakeHost, silentHost } from '../host/fake';
import App from './App.svelte';

export default {
  component: App,
  examples: [
    { name: '有征集', props: { host: fakeHost([exampleCall()]) } },
    { name: '没有征集', props: { host: fakeHost([]) } },
    { name: '正在读取', props: { host: silentHost() } },
    { name: '读取失败', props: { host: brokenHost() } },
  ],
} satisfies Examples<typeof App>;
