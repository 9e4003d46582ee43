import { expect, test } from 'vitest';
import { Held, OpenMaterial } from './material.svelte';

const paragraph = (text: string) => ({ kind: 'paragraph', text }) as const;
const blocks = (...texts: string[]) => ({ blocks: texts.map(paragraph) });
const texts = (material: OpenMaterial) =>
  material.held.map(({ block }) => ('text' in block ? block.text : ''));

function written(...lines: string[]) {
  const material = new OpenMaterial();
  material.take(blocks(...lines));
  return { material, held: material.held };
}

test('a block that changes keeps its place, and the list is the same list', () => {
  const { material, held } = written('甲', '乙', '丙');
  material.take(blocks('甲', '乙二', '丙'));
  expect(material.held).toBe(held);
  expect(texts(material)).toEqual(['甲', '乙二', '丙']);
});

test('blocks keep their controls while others come and go above', () => {
  const { material, held } = written('甲', '乙', '丙');
  material.take(blocks('新', '甲', '乙', '丙'));
  expect(material.held.slice(1)).toEqual(held);
  material.take(blocks('新', '丙'));
  expect(material.held[1]).toBe(held[2]);
});

test('words that are on their way are not written over, wherever the block has gone', () => {
  const { material, held } = written('甲', '乙', '丙');
  held[2]!.block = paragraph('丙丙');
  material.take(blocks('甲', '丙'), new Set([held[2]!]));
  expect(material.held[1]).toBe(held[2]);
  expect(texts(material)).toEqual(['甲', '丙丙']);
  // Once they have arrived, what Rust says stands.
  material.take(blocks('甲', '丙丙'));
  material.take(blocks('甲', '丙'));
  expect(texts(material)).toEqual(['甲', '丙']);
});

test('the same words twice are two blocks', () => {
  const { material } = written('甲', '甲', '甲');
  material.take(blocks('甲', '甲'));
  expect(material.held).toHaveLength(2);
  material.take(blocks('甲', '甲', '甲', '甲'));
  expect(new Set(material.held).size).toBe(4);
});

test('字数 are those of all texts, as the case counts them', () => {
  const material = new OpenMaterial();
  material.take({
    blocks: [
      { kind: 'heading', level: 1, text: '一、做法' },
      { kind: 'list', items: ['建站', '培训 38 人'] },
      { kind: 'table', caption: '变化', rows: [['2018', '户']] },
      { kind: 'picture', path: 'not-counted.jpg', caption: '店长' },
    ],
  });
  expect(material.zi).toBe(4 + 2 + 4 + 2 + 2 + 2);
});

test('a PDF and nothing are told as the case file has them', () => {
  const { material } = written('甲');
  expect(material.entry).toEqual({ blocks: [paragraph('甲')] });
  material.take({ pdf: 'a.pdf' });
  expect([material.entry, material.held]).toEqual([{ pdf: 'a.pdf' }, []]);
  material.take(null);
  expect(material.entry).toBeNull();
  material.arrange([new Held(paragraph('乙'))]);
  expect(material.entry).toEqual({ blocks: [paragraph('乙')] });
});
