import type { Examples } from '../../example';
import { exampleRoundup } from '../../host/office';
import RoundupOffice from './RoundupOffice.svelte';

export default {
  component: RoundupOffice,
  examples: [
    {
      name: '写过意见',
      props: {
        by: '南京市委网信办',
        fields: [
          ...exampleRoundup().fields,
          { id: 'people', label: '联系人及电话', kind: 'contact' },
        ],
        part: { opinion: '情况属实，同意推荐。', people: { name: '王芳', phone: '025-83398888' } },
        onsave: () => {},
        onclose: () => {},
      },
    },
  ],
} satisfies Examples<typeof RoundupOffice>;
