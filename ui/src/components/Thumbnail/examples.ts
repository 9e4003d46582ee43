import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import { PHOTO, VIDEO, exampleDraft, fakeHost, refuse } from '../../host/fake';
import Thumbnail from './Thumbnail.svelte';

const draft = new OpenDraft(fakeHost(), exampleDraft());
const blind = { ...fakeHost(), thumbnail: refuse('entry', '画不出来。') };

export default {
  component: Thumbnail,
  examples: [
    { name: '视频', props: { draft, name: '会议.mp4', there: true, seen: VIDEO } },
    { name: '文件', props: { draft, name: '方案.pdf', there: true, seen: null } },
    { name: '不在', props: { draft, name: '现场.jpg', there: false, seen: PHOTO } },
    {
      name: '画不出来',
      props: {
        draft: new OpenDraft(blind, exampleDraft()),
        name: '现场.heic',
        there: true,
        seen: PHOTO,
      },
    },
  ],
} satisfies Examples<typeof Thumbnail>;
