import { OpenDraft } from '../../draft/draft.svelte';
import type { Examples } from '../../example';
import { exampleDraft, fakeHost } from '../../host/fake';
import NotIn from './NotIn.svelte';

function refused() {
  const draft = new OpenDraft(fakeHost(), exampleDraft());
  draft.unsent.all = [
    { address: 'values/text', entry: '一店带多户', label: '案例名称', text: '一店带多户' },
    { address: 'attachments', entry: [], label: '附件', text: '一.jpg' },
  ];
  return draft;
}

export default {
  component: NotIn,
  examples: [
    { name: '可以填入', props: { draft: refused() } },
    { name: '只能复制', props: { draft: refused(), copies: true } },
  ],
} satisfies Examples<typeof NotIn>;
