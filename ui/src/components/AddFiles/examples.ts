import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import { exampleDraft, fakeHost } from '../../host/fake';
import { BY_CONTENT } from '../../words/kinds';
import AddFiles from './AddFiles.svelte';

const props = (more: { trouble?: string; refused?: string[] } = {}) => ({
  draft: new OpenDraft(fakeHost(), exampleDraft()),
  choice: BY_CONTENT,
  trouble: '',
  refused: [],
  onchoose: () => {},
  onread: () => {},
  ...more,
});

const busy = props();
busy.draft.keeping.now = {
  place: 'attachments',
  done: 1_234_567_890,
  all: 4_012_345_678,
  stopping: false,
};

export default {
  component: AddFiles,
  examples: [
    { name: '可以添加', props: props() },
    { name: '正在复制', props: busy },
    {
      name: '没有添加',
      props: props({
        trouble: '磁盘已满，没有添加文件。请腾出空间后再试。',
        refused: ['“/照片/空.jpg”是空文件。'],
      }),
    },
  ],
} satisfies Examples<typeof AddFiles>;
