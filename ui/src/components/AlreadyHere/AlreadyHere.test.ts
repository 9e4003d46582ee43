import { afterEach, expect, test } from 'vitest';
import { button, leave, show } from '../../acting';
import type { Take } from '../../host';
import { exampleAlreadyHere } from '../../host/fake';
import AlreadyHere from './AlreadyHere.svelte';

afterEach(leave);

function shown(...told: Parameters<typeof exampleAlreadyHere>) {
  const taken: Take[] = [];
  const ontake = (take: Take) => taken.push(take);
  show(AlreadyHere, { already: exampleAlreadyHere(...told), onclose: () => {}, ontake });
  return taken;
}

const buttons = () => [...document.querySelectorAll('button')].map((one) => one.textContent);
const strong = () => document.querySelector('button.strong')?.textContent;

test.each([
  ['same', ['打开已有草稿', '取消'], '打开已有草稿'],
  ['newer', ['用文件更新草稿', '打开已有草稿', '另存为新案例', '取消'], '用文件更新草稿'],
  ['older', ['打开已有草稿', '用文件更新草稿', '另存为新案例', '取消'], '打开已有草稿'],
  ['diverged', ['打开已有草稿', '用文件更新草稿', '另存为新案例', '取消'], '打开已有草稿'],
  ['other_call', ['打开已有草稿', '另存为新案例', '取消'], '另存为新案例'],
] as const)('%s offers what makes sense, the likely one first', (compared, offered, likely) => {
  shown(compared);
  expect(buttons()).toEqual(offered);
  expect(strong()).toBe(likely);
});

test('each button says what was chosen', () => {
  const taken = shown('diverged');
  button('打开已有草稿').click();
  button('用文件更新草稿').click();
  button('另存为新案例').click();
  expect(taken).toEqual(['open', 'update', 'keep_both']);
});

test('a draft in the bin is told, and opening takes it out', () => {
  shown('same', { binned: true, revision: 12 });
  expect(document.body.textContent).toContain('在回收站');
  expect(document.body.textContent).toContain('修订号 12');
  expect(document.body.textContent).toMatch(/修订号 7，文件.+写入/);
  expect(buttons()).toEqual(['从回收站放回并打开', '取消']);
});
