import { afterEach, expect, test } from 'vitest';
import { leave, show } from '../../acting';
import Help from './Help.svelte';

afterEach(leave);

test('each part has its drawing, which says what is to be seen', () => {
  show(Help, { onclose: () => {} });
  const parts = [...document.querySelectorAll('section')];
  expect(parts).toHaveLength(6);
  for (const part of parts) {
    const drawing = part.querySelector('svg[role=img]');
    expect(drawing?.getAttribute('aria-label')?.length).toBeGreaterThan(15);
    expect(part.querySelectorAll('li').length).toBeGreaterThan(1);
  }
});
