import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import { FAULTY, exampleDraft, fakeHost } from '../../host/fake';
import Declarations from './Declarations.svelte';

export default {
  component: Declarations,
  examples: [
    { name: '空', props: { draft: new OpenDraft(fakeHost(), exampleDraft()) } },
    { name: '有内容', props: { draft: new OpenDraft(fakeHost(), exampleDraft(FAULTY)) } },
  ],
} satisfies Examples<typeof Declarations>;
