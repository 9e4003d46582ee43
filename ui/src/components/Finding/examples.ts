import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import { FAULTY, exampleDraft, fakeHost } from '../../host/fake';
import Finding from './Finding.svelte';

export default {
  component: Finding,
  examples: [
    ...FAULTY.findings!.map((finding) => ({
      name: finding.code,
      props: { finding, draft: new OpenDraft(fakeHost(), exampleDraft(FAULTY)), id: finding.code },
    })),
  ],
} satisfies Examples<typeof Finding>;
