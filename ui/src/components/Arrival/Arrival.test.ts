import { afterEach, expect, test } from 'vitest';
import { button, leave, show } from '../../acting';
import type { Take } from '../../host';
import { exampleArrival } from '../../host/fake';
import Arrival from './Arrival.svelte';

afterEach(leave);

type Taken = [Take, { fields?: string[]; withForm?: boolean }];

function shown(...told: Parameters<typeof exampleArrival>) {
  const taken: Taken[] = [];
  const ontake = (...one: Taken) => taken.push(one);
  show(Arrival, { arrival: exampleArrival(...told), onclose: () => {}, ontake });
  return taken;
}

const offered = () =>
  [...document.querySelectorAll('.actions button')].map((one) => one.textContent);
const radios = () => [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')];

test.each([
  [null, ['收下，打开', '取消']],
  ['same', ['打开已有草稿', '取消']],
  ['newer', ['用收到的更新草稿', '打开已有草稿', '两份都留', '取消']],
  ['older', ['把选中的 0 栏放进草稿', '打开已有草稿', '两份都留', '取消']],
  ['diverged', ['把选中的 0 栏放进草稿', '打开已有草稿', '两份都留', '取消']],
  ['other_call', ['打开已有草稿', '两份都留', '取消']],
] as const)('%s offers what makes sense', (compared, words) => {
  shown(compared);
  expect(offered()).toEqual(words);
});

test('what comes is told before anything is done', () => {
  const taken = shown('diverged', { missing: ['证照.jpg'], sent: [1_592_600_000_000] });
  const text = document.body.textContent;
  for (const word of [
    '舒城县网信办',
    '2 个附件',
    '缺少：证照.jpg',
    '分别改过',
    '修订号 9',
    '报送过的内容',
  ])
    expect(text).toContain(word);
  expect(text).toContain('一店带多户');
  expect(taken).toEqual([]);
});

test('a newer one is taken whole', () => {
  const taken = shown('newer');
  button('用收到的更新草稿').click();
  expect(taken).toEqual([['update', {}]]);
});

test('of two that were changed apart each field has a side', async () => {
  const taken = shown('diverged');
  expect(radios().filter((one) => one.checked)).toHaveLength(2);
  // The second of the first pair is what comes.
  radios()[1]!.click();
  await Promise.resolve();
  button('把选中的 1 栏放进草稿').click();
  expect(taken).toEqual([['update', { fields: ['values/case_name'] }]]);
  button('全部用收到的').click();
  await Promise.resolve();
  button('用收到的更新草稿').click();
  expect(taken[1]).toEqual(['update', {}]);
  button('全部用草稿的').click();
  await Promise.resolve();
  expect(button('把选中的 0 栏放进草稿').disabled).toBe(true);
  button('两份都留').click();
  expect(taken[2]).toEqual(['keep_both', {}]);
});

test('a form that is not here comes along when it is asked for', () => {
  const taken = shown(null, { form: 'absent' });
  expect(document.body.textContent).toContain('没有这次征集的表单');
  button('连同表单一起收下').click();
  expect(taken).toEqual([['update', { withForm: true }]]);
});
