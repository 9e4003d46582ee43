import type { Examples } from '../../example';
import { exampleWord } from '../../host/fake';
import WordPage from './WordPage.svelte';

const { blocks, questions } = exampleWord();

export default {
  component: WordPage,
  examples: [
    { name: '读到的表', props: { blocks } },
    { name: '问到的一格', props: { blocks, lit: questions[0]!.place } },
    { name: '问到的一行', props: { blocks, lit: { is: 'line', number: 1 } } },
  ],
} satisfies Examples<typeof WordPage>;
