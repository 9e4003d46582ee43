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
    onunit: (unit: string) => done.push(`单位 ${unit}`),
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

test('a unit shows its drafts, a place gives its name, and the notice is there for who looks', async () => {
  const done: string[] = [];
  const places = [{ code: '341523', text: '安徽省六安市舒城县', national: true, formerly: '' }];
  const found = exampleSummary({ unit: '舒城县商务局', found_in: ['单位'] });
  show(Palette, {
    host: fakeHost({ drafts: { drafts: [found], count: 1 }, places }),
    calls: [],
    offers: [
      {
        words: '不超过 2 个',
        more: '名额',
        kind: '通知',
        searched: true,
        run: () => done.push('名额'),
      },
    ],
    ondraft: () => {},
    oncall: () => {},
    onunit: (unit: string) => done.push(unit),
    onclose: () => {},
  });
  await vi.waitFor(() => expect(options()).toHaveLength(1));
  type(line(), 'scx');
  await vi.waitFor(() => expect(options().join()).toContain('地区 安徽省六安市舒城县'));
  expect(options().join()).toContain('单位 舒城县商务局');
  press('ArrowDown');
  press('Enter');
  await vi.waitFor(() => expect(done).toEqual(['舒城县商务局']));
  type(line(), '名额');
  await vi.waitFor(() => expect(options()[0]).toContain('不超过 2 个'));
});
