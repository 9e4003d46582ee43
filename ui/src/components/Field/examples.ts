import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import { EVERY_FIELD, FAULTY, exampleDraft, fakeHost } from '../../host/fake';
import Field from './Field.svelte';

const empty = () => new OpenDraft(fakeHost(), exampleDraft());
const faulty = () => new OpenDraft(fakeHost(), exampleDraft(FAULTY));

export default {
  component: Field,
  examples: [
    ...EVERY_FIELD.flatMap((field) => [
      { name: `${field.label}，空`, props: { field, draft: empty() } },
      { name: `${field.label}，有问题`, props: { field, draft: faulty() } },
    ]),
  ],
} satisfies Examples<typeof Field>;
