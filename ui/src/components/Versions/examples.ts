import { OpenDraft } from '../../draft/draft.svelte';
import type { Examples } from '../../example';
import { exampleDraft, exampleVersions, fakeHost } from '../../host/fake';
import Versions from './Versions.svelte';

const rest = { onclose: () => {}, ongone: () => {} };
const shown = (host = fakeHost()) => ({
  host,
  draft: new OpenDraft(host, exampleDraft()),
  ...rest,
});

export default {
  component: Versions,
  examples: [
    { name: '几个版本', props: shown(fakeHost({ kept_versions: exampleVersions() })) },
    { name: '还没有', props: shown() },
  ],
} satisfies Examples<typeof Versions>;
