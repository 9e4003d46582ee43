import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import { exampleDraft, fakeHost } from '../../host/fake';
import FormGroups from './FormGroups.svelte';

const draft = new OpenDraft(fakeHost(), exampleDraft({ route: 'recommended' }));

export default {
  component: FormGroups,
  examples: [{ name: '汇总表', props: { groups: draft.forms[1]!.groups, draft } }],
} satisfies Examples<typeof FormGroups>;
