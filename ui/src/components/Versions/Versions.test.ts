import { afterEach, expect, test, vi } from 'vitest';
import axe from 'axe-core';
import { button, leave, press, show } from '../../acting';
import { OpenDraft } from '../../draft/draft.svelte';
import { exampleArrival, exampleDraft, exampleVersions, fakeHost, refuse } from '../../host/fake';
import type { Heard } from '../../host/fake';
import Versions from './Versions.svelte';

afterEach(leave);

const { differences } = exampleArrival('newer');

function shown(told: Parameters<typeof fakeHost>[0] = {}) {
  const heard: Heard = [];
  const answers = { kept_versions: exampleVersions(), compare_version: differences, ...told };
  const host = fakeHost(answers, heard);
  const draft = new OpenDraft(host, exampleDraft());
  const gone: string[] = [];
  show(Versions, { host, draft, onclose: () => {}, ongone: (moment: string) => gone.push(moment) });
  return { heard, gone };
}

const text = () => document.body.textContent!.replace(/\s+/g, ' ');
const radios = () => [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')];
const listed = () => vi.waitFor(() => expect(radios()).toHaveLength(3));

test('moments say why they are kept, and nothing is chosen or done', async () => {
  const { heard } = shown();
  await listed();
  expect(text()).toContain('导出 农村电商工程');
  expect(text()).toContain('移交 一店带多户.shenbao');
  expect(text()).toContain('和现在的内容相同');
  expect(button('回到这一版').disabled).toBe(true);
  expect(heard.map(({ ask }) => ask)).not.toContain('go_back');
});

test('what is different is shown before going back, which is one press', async () => {
  const { heard, gone } = shown();
  await listed();
  radios()[2]!.focus();
  radios()[2]!.click();
  await vi.waitFor(() => expect(text()).toContain('一店带百户'));
  expect(text()).toContain('有 2 处不同');
  expect(document.activeElement).toBe(radios()[2]);
  button('回到这一版').click();
  await vi.waitFor(() => expect(gone).toHaveLength(1));
  const asked = heard.find(({ ask }) => ask === 'go_back');
  expect(asked).toEqual({ ask: 'go_back', draft: 1, token: 7, version: 3 });
});

test('two versions are compared with each other', async () => {
  const { heard } = shown();
  await listed();
  radios()[0]!.click();
  const select = await vi.waitFor(() => {
    const found = document.querySelector('select');
    if (!found) throw new Error('no select');
    return found;
  });
  select.value = select.options[2]!.value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.waitFor(() =>
    expect(heard[heard.length - 1]).toEqual({
      ask: 'compare_version',
      draft: 1,
      version: 5,
      with: 3,
    }),
  );
  press('Tab');
  await vi.waitFor(() => expect(text()).toContain('对照的'));
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations).toEqual([]);
});

test('what says the same as now cannot be gone back to', async () => {
  shown({ compare_version: [] });
  await listed();
  radios()[0]!.click();
  await vi.waitFor(() => expect(text()).toContain('两边内容相同'));
  expect(button('回到这一版').disabled).toBe(true);
});

test('what cannot be read is told', async () => {
  shown({ compare_version: refuse('entry', '没有这个历史版本。') });
  await listed();
  radios()[1]!.click();
  await vi.waitFor(() =>
    expect(document.querySelector('[role=alert]')?.textContent).toBe('没有这个历史版本。'),
  );
});
