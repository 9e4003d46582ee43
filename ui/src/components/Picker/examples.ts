import type { Examples } from '../../example';
import { fakeHost } from '../../host/fake';
import Picker from './Picker.svelte';

export default {
  component: Picker,
  examples: [
    ...(
      [
        'folder',
        'files',
        'case_file',
        'word_file',
        { new_case_file: '案例.json' },
        { new_package: '案例.shenbao' },
      ] as const
    ).map((asked) => ({
      name: JSON.stringify(asked),
      props: { host: fakeHost(), asked, onchosen: () => {} },
    })),
  ],
} satisfies Examples<typeof Picker>;
