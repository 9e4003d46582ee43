import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import { FAULTY, HEAVY, exampleDraft, fakeHost } from '../../host/fake';
import ExportDialog from './ExportDialog.svelte';

export default {
  component: ExportDialog,
  examples: [
    {
      name: '可以导出',
      props: {
        host: fakeHost(),
        draft: new OpenDraft(fakeHost(), exampleDraft()),
        choose: () => Promise.resolve(['/报送']),
        onclose: () => {},
        ongo: () => {},
      },
    },
    {
      name: '还有问题',
      props: {
        host: fakeHost(),
        draft: new OpenDraft(fakeHost(), exampleDraft(FAULTY)),
        choose: () => Promise.resolve([]),
        onclose: () => {},
        ongo: () => {},
      },
    },
    {
      name: '一封邮件装不下',
      props: {
        host: fakeHost(),
        draft: new OpenDraft(fakeHost(), exampleDraft({ findings: [HEAVY] })),
        choose: () => Promise.resolve([]),
        onclose: () => {},
        ongo: () => {},
      },
    },
  ],
} satisfies Examples<typeof ExportDialog>;
