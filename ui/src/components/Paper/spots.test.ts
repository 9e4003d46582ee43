import { expect, test } from 'vitest';
import { spotsOf } from './spots';

const page = (places: Record<string, number>) => ({
  width: 210,
  height: 297,
  stamp: 1,
  places,
  cells: [],
});
const pages = [
  page({ start: 40, material: 20, 'material/1': 20, 'material/2': 250 }),
  page({ material: 30, 'material/2': 30, 'material/3': 90 }),
];

test('a block that goes on stands on both pages', () => {
  expect(spotsOf(pages, 'material/2')).toEqual([
    { page: 0, y: 250 },
    { page: 1, y: 30 },
  ]);
});

test('a part of what stands there leads to it, and what stands nowhere to nothing', () => {
  expect(spotsOf(pages, 'material/3/2/1')).toEqual([{ page: 1, y: 90 }]);
  expect(spotsOf(pages, 'start')).toEqual([{ page: 0, y: 40 }]);
  expect(spotsOf(pages, 'route')).toEqual([]);
  expect(spotsOf(pages, '')).toEqual([]);
});
