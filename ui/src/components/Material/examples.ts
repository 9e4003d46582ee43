import type { Examples } from '../../example';
import { OpenDraft } from '../../draft/draft.svelte';
import type { Patch } from '../../host';
import { WRITTEN, exampleDraft, fakeHost } from '../../host/fake';
import Material from './Material.svelte';

const props = (first: Partial<Patch> = {}) => ({
  draft: new OpenDraft(fakeHost(), exampleDraft(first)),
  choose: () => Promise.resolve(['/图片/a.jpg']),
  onlook: () => {},
});

const wide = Array.from({ length: 12 }, (_, at) => `第 ${at + 1} 列`);

export default {
  component: Material,
  examples: [
    { name: '没有', props: props() },
    { name: '在这里写，有问题', props: props(WRITTEN) },
    { name: '还没有写', props: props({ material: { blocks: [] } }) },
    {
      name: '最宽的表格',
      props: props({
        material: { blocks: [{ kind: 'table', header: true, rows: [wide, ['1', '2']] }] },
      }),
    },
    {
      name: '做好的 PDF',
      props: props({
        material: { pdf: '案例材料（定稿）.pdf' },
        files: { '案例材料（定稿）.pdf': 2_345_678 },
      }),
    },
    { name: '更新版本写的', props: props({ material: { blocks: [{ kind: 'film' }] } }) },
  ],
} satisfies Examples<typeof Material>;
