import type { Examples } from '../../example';
import { exampleWord, fakeHost, refuse, silentHost } from '../../host/fake';
import { twoCalls } from '../../components/FilledWord/examples';
import WordForm from './WordForm.svelte';

const usual = {
  choose: () => Promise.resolve([]),
  source: { file: '/表.docx' },
  ontaken: () => {},
  onmade: () => {},
  onback: () => {},
};
const flaw =
  'Word 文件里的页眉、页脚或脚注（header1.xml）已损坏，里面的字没有读到。请对照原表补上。';
const sure = exampleWord({
  questions: [],
  lost: ['盖章'],
  astray: ['表1 第2行第2列'],
  cautions: [flaw],
});
const why = '文件有打开密码。请用 Word 或 WPS 打开它，去掉密码，另存为 .docx，再导入。';

export default {
  component: WordForm,
  examples: [
    { name: '有要定的', props: { ...usual, host: fakeHost() } },
    {
      name: '没有要定的，少了字',
      props: { ...usual, host: fakeHost({ read_word: sure }) },
    },
    { name: '填好的', props: { ...usual, host: fakeHost({ read_filled_word: twoCalls }) } },
    { name: '正在读', props: { ...usual, host: silentHost() } },
    { name: '读不了', props: { ...usual, host: fakeHost({ read_word: refuse('entry', why) }) } },
  ],
} satisfies Examples<typeof WordForm>;
