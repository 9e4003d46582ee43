import { expect, test } from 'vitest';
import type { JsonValue } from '../host';
import {
  appendixEntry,
  appendixOf,
  blockOf,
  blocksEntry,
  isEmpty,
  isSame,
  materialOf,
} from './blocks';

test('what the case file holds comes back as it was', () => {
  const blocks: JsonValue[] = [
    { kind: 'heading', level: 3, text: '1. 做法' },
    { kind: 'paragraph', text: '甲\n乙' },
    { kind: 'quotation', text: '丙' },
    { kind: 'list', ordered: true, items: ['一', ''] },
    { kind: 'table', caption: '', header: false, rows: [['一', '二'], ['三'], []] },
    { kind: 'picture', path: 'a.jpg', caption: '培训' },
  ];
  const material = materialOf({ blocks });
  expect(material.is === 'blocks' && blocksEntry(material.blocks)).toEqual({ blocks });
});

test('what is left out is empty', () => {
  expect(blockOf({ kind: 'picture', path: 'a.jpg' })).toEqual({
    kind: 'picture',
    path: 'a.jpg',
    caption: '',
  });
  expect(blockOf({ kind: 'table', rows: [] })).toMatchObject({ caption: '', header: false });
  expect(blockOf({ kind: 'heading' })).toEqual({ kind: 'heading', level: 1, text: '' });
  expect(materialOf(null)).toEqual({ is: 'none' });
  expect(materialOf({ pdf: '材料.pdf' })).toEqual({ is: 'pdf', name: '材料.pdf' });
});

test('what a newer program wrote is not taken for something else', () => {
  for (const json of [
    {
      blocks: [
        { kind: 'paragraph', text: '甲' },
        { kind: 'film', path: 'a.mp4' },
      ],
    },
    { blocks: [{ kind: 'heading', level: 4, text: '甲' }] },
    { blocks: [{ kind: 'paragraph', text: ['甲'] }] },
    { blocks: [{ kind: 'table', rows: [['甲', 1]] }] },
    { blocks: [{ kind: 'list', items: '甲' }] },
    { blocks: ['甲'] },
    { sheets: [] },
    '甲',
  ] as JsonValue[]) {
    expect(materialOf(json), JSON.stringify(json)).toEqual({ is: 'unknown' });
  }
});

test('an appendix that asks for nothing is told as such', () => {
  expect(appendixOf({ photos_per_page: 4 })).toEqual({ photosPerPage: 4, reports: false });
  expect(appendixOf({ photos_per_page: 6, reports: true })).toEqual({
    photosPerPage: null,
    reports: true,
  });
  expect(appendixEntry({ photosPerPage: null, reports: false })).toEqual({});
  expect(appendixEntry({ photosPerPage: 2, reports: true })).toEqual({
    photos_per_page: 2,
    reports: true,
  });
});

test('a block is empty where nothing would be lost with it', () => {
  expect(isEmpty({ kind: 'paragraph', text: ' \n' })).toBe(true);
  expect(isEmpty({ kind: 'picture', path: 'a.jpg', caption: '' })).toBe(false);
  expect(isEmpty({ kind: 'table', caption: '', header: true, rows: [['', '']] })).toBe(true);
});

test('two blocks are the same whatever the order of their parts', () => {
  const one = { kind: 'picture', path: 'a', caption: 'b' } as const;
  const other = { caption: 'b', path: 'a', kind: 'picture' } as const;
  expect(isSame(one, other)).toBe(true);
  expect(isSame(one, { ...other, caption: '' })).toBe(false);
});
