import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import type { AttachmentView, FindingView } from '../../host';
import { ATTACHED, attachment, exampleDraft, fakeHost, refuse } from '../../host/fake';
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

const TOO_SMALL: FindingView = {
  code: 'A402',
  level: 'stops',
  path: 'attachments/1',
  message:
    '附件1（会议.mp4）长边 1280 像素，要求不少于 1920 像素；短边 720 像素，要求不少于 1080 像素。',
  hint: '请用拍摄时的原片，不要用聊天软件转发过的视频。',
  source: '苏2020 公告七(二)',
  reason_key: null,
  suggestion: null,
};

const MISSING: FindingView = {
  ...TOO_SMALL,
  code: 'A401',
  message: '附件1（报道.png）的文件不在。',
  hint: '请重新添加，或去掉。',
  source: '',
};

const blind = { ...fakeHost(), thumbnail: refuse('entry', '画不出来。') };

export default {
  component: Tile,
  examples: [
    { name: '照片，符合', props: props(photo) },
    { name: '视频，不够大', props: props(video, [TOO_SMALL]) },
    { name: 'HEIC，没有缩略图', props: props(heic, [], blind) },
    { name: '文件不在', props: props(missing, [MISSING]) },
    { name: '请人工确认', props: props(unreadable) },
    { name: '文件', props: props(paper) },
    { name: '很长的名称', props: props(attachment(`${'很长的名称'.repeat(12)}.jpg`)) },
  ],
} satisfies Examples<typeof Tile>;
