import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import type { DraftView } from '../../host';
import { ATTACHED, FAULTY, exampleDraft, fakeHost, notThere, tooSmall } from '../../host/fake';
import Editor from './Editor.svelte';

const props = (view: DraftView) => ({
  host: fakeHost(),
  draft: new OpenDraft(fakeHost(), view),
  choose: () => Promise.resolve([]),
  onback: () => {},
  onagain: () => {},
  onnewer: () => {},
});

export default {
  component: Editor,
  examples: [
    { name: '空白', props: props(exampleDraft()) },
    { name: '有问题', props: props(exampleDraft(FAULTY)) },
    {
      name: '附件',
      props: props(exampleDraft({ attachments: ATTACHED, findings: [tooSmall(2), notThere(4)] })),
    },
    {
      name: '表有新的一版',
      props: props({ ...exampleDraft(), newer: ['栏目“案例名称”改名为“项目名称”'] }),
    },
    { name: '有汇总表的方式', props: props(exampleDraft({ route: 'recommended' })) },
  ],
} satisfies Examples<typeof Editor>;
