import { afterEach, expect, test } from 'vitest';
import { button, leave, show } from '../../acting';
import Erase from './Erase.svelte';

afterEach(leave);

test('what goes and where it still is is said, and the first button erases nothing', () => {
  const done: string[] = [];
  show(Erase, {
    name: '一店带多户',
    onclose: () => done.push('closed'),
    onerase: () => done.push('erased'),
  });
  expect(document.body.textContent).toContain('“一店带多户”');
  expect(document.body.textContent).toContain('备份里还有它的文字');
  button('不清除').click();
  button('清除，不能放回').click();
  expect(done).toEqual(['closed', 'erased']);
});
