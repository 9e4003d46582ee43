// Items of lists as HTML and Word write them, with their levels and marks, to blocks. A list of ours has one level and
// numbers from 1: where that would say something else than what was copied, the items become paragraphs with their
// own numbers.

import type { Block } from '../blocks';
import { itemOf, lineBlock } from '../paste';
import { takeIn } from '../../words/entry';

/** An item with its mark: “1.”, “（1）”, “•”, or a letter of a font of bullets. */
export interface Item {
  level: number;
  mark: string;
  text: string;
}

/** 一、 and （一） and 第一章: numbers of headings, which stay before their words. */
const OF_HEADINGS =
  /^(?:[（(]?[一二三四五六七八九十]+[、）).．]|第[一二三四五六七八九十]+[章节条])/;

/** A mark before its words, as our paper writes it. */
export const marked = (mark: string, text: string): string =>
  takeIn(`${mark}\t${text}`, 'lines').text;

/** What was done with the levels of a list, as a sentence. */
export const LEVELS = '列表里下一级的项和上一级排在了一起，可以自己调整。';

export interface OfList {
  blocks: Block[];
  said: string[];
}

/** The blocks of items that follow each other. */
export function blocksOfItems(items: readonly Item[]): OfList {
  const result: OfList = { blocks: [], said: [] };
  let run: Item[] = [];
  const end = () => {
    if (run.length > 0) addRun(run, result);
    run = [];
  };
  for (const item of items) {
    if (OF_HEADINGS.test(item.mark)) {
      end();
      result.blocks.push(lineBlock(marked(item.mark, item.text)));
      continue;
    }
    // Another kind of list on the level of the first item of the run.
    const first = run[0];
    if (first && item.level <= first.level && isOrdered(item) !== isOrdered(first)) end();
    else if (first && item.level < first.level) end();
    run.push(item);
  }
  end();
  return result;
}

const numberOf = ({ mark }: Item) => itemOf(`${marked(mark, '甲')}`)?.number;
const isOrdered = (item: Item) => numberOf(item) !== undefined;

function addRun(run: Item[], { blocks, said }: OfList): void {
  const first = run[0]!;
  const isFlat = run.every(({ level }) => level === first.level);
  const ordered = isOrdered(first);
  const counts = ordered && run.every((item, at) => numberOf(item) === at + 1);
  if (!isFlat) said.push(LEVELS);
  if (!ordered || (isFlat && counts)) {
    blocks.push({ kind: 'list', ordered, items: run.map(({ text }) => oneLine(text)) });
  } else {
    const lines = run.map(({ mark, text }) => marked(mark, oneLine(text)));
    blocks.push(...lines.map((text): Block => ({ kind: 'paragraph', text })));
  }
}

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ');
