import axe from 'axe-core';
import { flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { button, leave, show, type } from '../../acting';
import { OpenDraft } from '../../draft/draft.svelte';
import type { Asked, Request } from '../../host';
import { exampleDraft, fakeHost, refuse, type Heard } from '../../host/fake';
import HandOver from './HandOver.svelte';

afterEach(leave);

function shown(told: Parameters<typeof fakeHost>[0] = {}) {
  const heard: Heard = [];
  const asked: Asked[] = [];
  const host = fakeHost(told, heard);
  const choose = (one: Asked) => {
    asked.push(one);
    return Promise.resolve(['/U盘/一.shenbao']);
  };
  const draft = new OpenDraft(host, exampleDraft());
  show(HandOver, { host, draft, choose, name: '一店带多户', onclose: () => {} });
  return { heard, asked };
}

const text = () => document.body.textContent!.replace(/\s+/g, ' ');
const radios = () => [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')];
type Packing = Extract<Request, { ask: 'hand_over' }>;
const packing = (heard: Heard) =>
  vi.waitFor(() => {
    const found = heard.find(({ ask }) => ask === 'hand_over');
    if (!found) throw new Error('nothing was packed');
    return found as Packing;
  });
const start = () => button('选位置').click();

test('whole, unless something else is chosen', async () => {
  const { heard, asked } = shown();
  start();
  const { file, part_size: size } = await packing(heard);
  expect([file, size]).toEqual(['/U盘/一.shenbao', undefined]);
  expect(asked).toEqual([{ new_package: '一店带多户.shenbao' }]);
  await vi.waitFor(() => expect(text()).toContain('已打成交接包'));
  expect(text()).toContain('附件是原件');
});

test('for an old stick no file is of 4 GiB or more', async () => {
  const { heard } = shown();
  radios()[1]!.click();
  start();
  expect((await packing(heard)).part_size).toBe(4_294_967_295);
});

test('an own size is a whole number of MB', async () => {
  const files = ['/U盘/一-第1卷共2卷.shenbao', '/U盘/一-第2卷共2卷.shenbao'];
  const { heard } = shown({ hand_over: { files, missing: ['证照.jpg'] } });
  radios()[2]!.click();
  flushSync();
  const size = document.querySelector<HTMLInputElement>('input[type=number]')!;
  for (const wrong of ['', '0', '1.5']) {
    type(size, wrong);
    expect(button('选位置').disabled, wrong).toBe(true);
    expect(size.getAttribute('aria-invalid')).toBe('true');
  }
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations).toEqual([]);
  type(size, '25');
  start();
  expect((await packing(heard)).part_size).toBe(25_000_000);
  await vi.waitFor(() => expect(text()).toContain('各卷要放在一起'));
  expect(text()).toContain('证照.jpg');
});

test('how far it is stands there, and it can be stopped', async () => {
  let stop = (_: object) => {};
  const { heard } = shown({
    hand_over: () => new Promise((_, failed) => (stop = failed)),
    progress: (asked) => {
      if (asked.stop) stop({ code: 'stopped', message: '已停止，没有留下文件。' });
      return Promise.resolve({ done: 1_234_567_890, all: 4_012_345_678 });
    },
  });
  start();
  await vi.waitFor(() => expect(text()).toContain('1.2 GB / 4.0 GB'));
  button('停止').click();
  await vi.waitFor(() => expect(text()).toContain('已停止，没有留下文件。'));
  const { job } = await packing(heard);
  const told = heard.filter((one) => one.ask === 'progress');
  expect(told[told.length - 1]).toEqual({ ask: 'progress', draft: 1, job, stop: true });
  expect(button('选位置').disabled).toBe(false);
});

test('what could not be written is told', async () => {
  shown({ hand_over: refuse('machine', '磁盘已满。') });
  start();
  await vi.waitFor(() =>
    expect(document.querySelector('[role=alert]')?.textContent).toBe('磁盘已满。'),
  );
});
