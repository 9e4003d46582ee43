import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import type { Host, Patch } from '../../host';
import {
  ATTACHED,
  FAULTY,
  exampleDraft,
  fakeHost,
  notThere,
  refuse,
  tooSmall,
} from '../../host/fake';
import Attachments from './Attachments.svelte';

const props = (first: Partial<Patch> = {}, host: Host = fakeHost()) => ({
  draft: new OpenDraft(host, exampleDraft(first)),
  choose: () => Promise.resolve(['/照片/a.jpg']),
});

const copying = props({ attachments: ATTACHED.slice(0, 2) });
copying.draft.keeping.now = {
  place: 'attachments',
  done: 1_234_567_890,
  all: 4_012_345_678,
  stopping: false,
};

const blind: Host = {
  ...fakeHost(),
  thumbnail: (_, name) =>
    name.endsWith('HEIC') ? refuse('entry', '画不出来。')() : fakeHost().thumbnail(1, name, 1),
};

export default {
  component: Attachments,
  examples: [
    { name: '空', props: props() },
    { name: '有内容', props: props(FAULTY) },
    {
      name: '十二个',
      props: props({ attachments: ATTACHED, findings: [tooSmall(2), notThere(4)] }, blind),
    },
    { name: '正在复制', props: copying },
  ],
} satisfies Examples<typeof Attachments>;
