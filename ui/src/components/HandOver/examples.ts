import { OpenDraft } from '../../draft/draft.svelte';
import type { Examples } from '../../example';
import { exampleDraft, fakeHost } from '../../host/fake';
import HandOver from './HandOver.svelte';

const host = fakeHost();
const choose = () => Promise.resolve(['/U盘/一店带多户.shenbao']);
const draft = () => new OpenDraft(host, exampleDraft());

export default {
  component: HandOver,
  examples: [
    {
      name: '选大小',
      props: { host, draft: draft(), choose, name: '一店带多户', onclose: () => {} },
    },
  ],
} satisfies Examples<typeof HandOver>;
