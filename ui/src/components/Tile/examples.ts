import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import type { AttachmentView, FindingView } from '../../host';
import {
  ATTACHED,
  attachment,
  exampleDraft,
  fakeHost,
  notThere,
  refuse,
  tooSmall,
} from '../../host/fake';
import Tile from './Tile.svelte';

const nothing = { onchange: () => {}, onmove: () => {}, onremove: () => {} };

function props(shown: AttachmentView, findings: FindingView[] = [], host = fakeHost()) {
  const draft = new OpenDraft(host, exampleDraft({ attachments: [shown], findings }));
  return { draft, attachment: shown, number: 1, last: true, ...nothing };
}

const [photo, video, heic, missing, unreadable, paper] = ATTACHED as [
  AttachmentView,
  AttachmentView,
  AttachmentView,
  AttachmentView,
  AttachmentView,
  AttachmentView,
];

const blind = { ...fakeHost(), thumbnail: refuse('entry', '画不出来。') };

export default {
  component: Tile,
  examples: [
    { name: '照片，符合', props: props(photo) },
    { name: '视频，不够大', props: props(video, [tooSmall(1)]) },
    { name: 'HEIC，没有缩略图', props: props(heic, [], blind) },
    { name: '文件不在', props: props(missing, [notThere(1)]) },
    { name: '请人工确认', props: props(unreadable) },
    {
      name: '带有人工智能生成标识',
      props: props({
        ...photo,
        seen: photo.seen && { ...photo.seen, ai_label: '人工智能生成标识' },
      }),
    },
    { name: '文件', props: props(paper) },
    { name: '很长的名称', props: props(attachment(`${'很长的名称'.repeat(12)}.jpg`)) },
  ],
} satisfies Examples<typeof Tile>;
