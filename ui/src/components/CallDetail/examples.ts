import type { Examples } from '../../example';
import { exampleCall } from '../../host/fake';
import CallDetail from './CallDetail.svelte';

const copy = () => Promise.resolve();

export default {
  component: CallDetail,
  examples: [
    { name: '进行中', props: { call: exampleCall(), copy } },
    {
      name: '已截止',
      props: { call: exampleCall({ window: { state: 'passed', days: 2306 } }), copy },
    },
    {
      name: '尚未开始，两种表单',
      props: {
        call: exampleCall({
          window: { state: 'not_yet_open', days: 12 },
          forms: [
            { id: 'a', title: '申报书', per: 'case' },
            { id: 'b', title: '项目信息汇总表', per: 'roundup' },
          ],
        }),
        copy,
      },
    },
    { name: '没有途径和表单', props: { call: exampleCall({ routes: [], forms: [] }), copy } },
  ],
} satisfies Examples<typeof CallDetail>;
