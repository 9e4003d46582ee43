import { afterEach, expect, test, vi } from 'vitest';
import { control, leave, press, show, type } from '../../acting';
import { exampleCall, exampleSummary, fakeHost, type Heard } from '../../host/fake';
import Palette from './Palette.svelte';

afterEach(leave);

const options = () => [...document.querySelectorAll('[role=option]')].map((one) => one.textContent);

function shown(heard: Heard = []) {
  const done: string[] = [];
  show(Palette, {
    host: fakeHost({ drafts: { drafts: [exampleSummary()], count: 1 } }, heard),
    calls: [exampleCall()],
    offers: [
      { words: '检查', kind: '命令', run: () => done.push('检查') },
      { words: '联系人', kind: '栏目', run: () => done.push('联系人') },
    ],
    ondraft: (draft: number) => done.push(`草稿 ${draft}`),
    oncall: (call: string) => done.push(`征集 ${call}`),
    onclose: () => {},
  });
  return done;
}

const line = () => document.querySelector<HTMLInputElement>('[role=combobox]')!;

test('what is typed leaves what holds it, and Enter takes what is chosen', async () => {
  const done = shown();
  await vi.waitFor(() => expect(options()).toHaveLength(4));
  type(line(), '联系');
  await vi.waitFor(() => expect(options()[0]).toContain('联系人'));
  press('Enter');
  await vi.waitFor(() => expect(done).toEqual(['联系人']));
});

test('arrows lead through the list and round', async () => {
  const done = shown();
  await vi.waitFor(() => expect(options()).toHaveLength(4));
  line().focus();
  press('ArrowUp');
  expect(control(line().getAttribute('aria-activedescendant')!).textContent).toContain('新建');
  press('ArrowDown');
  press('ArrowDown');
  press('ArrowDown');
  press('Enter');
  await vi.waitFor(() => expect(done).toEqual(['草稿 1']));
});

test('nothing is looked for while an input method composes', async () => {
  const heard: Heard = [];
  shown(heard);
  await vi.waitFor(() => expect(options()).toHaveLength(4));
  const before = heard.length;
  type(line(), 'lian', true);
  expect(heard).toHaveLength(before);
  expect(options()).toHaveLength(4);
});
