import { afterEach, expect, test } from 'vitest';
import { leave, show } from '../../acting';
import { SAFETY, chapters } from './page';
import Safety from './Safety.svelte';

afterEach(leave);

test('a page is read into chapters and points', () => {
  const page = '# 安全\n\n前言。\n\n## 一\n- `a` 甲\n- 乙\n\n## 二\n- 丙\n';
  expect(chapters(page)).toEqual([
    { title: '一', points: ['a 甲', '乙'] },
    { title: '二', points: ['丙'] },
  ]);
});

test('every promise of the page is shown', () => {
  show(Safety, { onclose: () => {} });
  expect(SAFETY.length).toBeGreaterThan(3);
  for (const { title, points } of SAFETY) {
    expect(document.body.textContent).toContain(title);
    expect(points.length).toBeGreaterThan(1);
    for (const point of points) expect(document.body.textContent).toContain(point);
  }
});
