import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { button, leave, press, show } from '../../acting';
import type { FindingView, PageView } from '../../host';
import { whenIdle } from './idle';
import { marksOf } from './marks';
import PageStrip from './PageStrip.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  await leave();
  vi.useRealTimers();
});

const A4 = { width: 210, height: 297 };
const NONE = [undefined, undefined, undefined];

function strip(here: number, urls: (string | undefined)[] = NONE) {
  const gone: number[] = [];
  const marks = [undefined, { sign: '✗', words: '2 处必须处理' }, undefined];
  show(PageStrip, {
    sizes: [A4, A4, A4],
    urls,
    marks,
    here,
    ongo: (page: number) => gone.push(page),
  });
  return gone;
}

test('the page that is looked at is marked, and so is one with problems', () => {
  strip(0);
  expect(button('第 1 页').getAttribute('aria-current')).toBe('page');
  expect(button('第 2 页').getAttribute('aria-label')).toBe('第 2 页，2 处必须处理');
  expect(button('第 2 页').textContent).toContain('✗');
});

test('a press and keys lead to a page; one of them is on the way of Tab', () => {
  const gone = strip(1);
  button('第 3 页').click();
  expect([...document.querySelectorAll('button')].map(({ tabIndex }) => tabIndex)).toEqual([
    -1, 0, -1,
  ]);
  button('第 2 页').focus();
  press('ArrowUp');
  expect(document.activeElement).toBe(button('第 1 页'));
  // There is none before.
  press('ArrowUp');
  press('End');
  expect(document.activeElement).toBe(button('第 3 页'));
  expect(press('ArrowDown', { ctrlKey: true })).toBe(true);
  expect(gone).toEqual([2, 0, 2]);
});

test('pictures come when nobody types', async () => {
  strip(0, ['blob:1', undefined, undefined]);
  expect(document.querySelector('img')).toBeNull();
  await vi.advanceTimersByTimeAsync(3000);
  flushSync();
  expect(document.querySelectorAll('img')).toHaveLength(1);
  const run = vi.fn();
  whenIdle(run)();
  await vi.advanceTimersByTimeAsync(3000);
  expect(run).not.toHaveBeenCalled();
});

test('a finding is marked on the first page of its field', () => {
  const page = (places: Record<string, number>): PageView => ({
    ...A4,
    stamp: 1,
    cells: [],
    places,
  });
  const pages = [page({ a: 10 }), page({ a: 5, rows: 90, 'rows/2': 100 })];
  const at = (path: string, level: FindingView['level'] = 'stops') =>
    ({ path, level }) as FindingView;
  expect(
    marksOf(pages, [at('a'), at('rows/2/name'), at('rows/9'), at('b'), at('a', 'warns')]),
  ).toEqual([
    { sign: '✗', words: '1 处必须处理' },
    { sign: '✗', words: '2 处必须处理' },
  ]);
  expect(marksOf(pages, [])).toEqual([undefined, undefined]);
});
