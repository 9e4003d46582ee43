import { afterEach, expect, test, vi } from 'vitest';
import { button, leave, show } from '../../acting';
import { exampleNext, fakeHost, type Heard } from '../../host/fake';
import NextSteps from './NextSteps.svelte';

afterEach(leave);

const text = () => document.body.textContent!.replace(/\s+/g, ' ');

test('says what to print, seal, sign and send, and by when', async () => {
  show(NextSteps, { host: fakeHost(), draft: 1 });
  await vi.waitFor(() => expect(text()).toContain('2 页'));
  expect(text()).toContain('盖 2 个章：报送单位盖章、推荐单位盖章（第 1、2 页）');
  expect(text()).toContain('wangxin@example.cn');
  expect(text()).toContain('2020-07-31 截止（还有 38 天）');
});

test('a tick is noted with its day, and taken back', async () => {
  const heard: Heard = [];
  let sealed: number | null = null;
  const host = fakeHost(
    {
      next_steps: () => Promise.resolve({ ...exampleNext(), sealed }),
      mark_draft: ({ day }) => {
        sealed = day === null ? null : Date.parse(`${day}T12:00:00+08:00`);
        return Promise.resolve(null);
      },
    },
    heard,
  );
  show(NextSteps, { host, draft: 1 });
  const tick = () => document.querySelector<HTMLInputElement>('input[type=checkbox]')!;
  await vi.waitFor(() => expect(tick()).not.toBeNull());
  tick().click();
  await vi.waitFor(() => expect(document.querySelector('input[type=date]')).not.toBeNull());
  const marks = () => heard.filter(({ ask }) => ask === 'mark_draft');
  expect(marks()).toMatchObject([
    { done: 'sealed', day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
  ]);
  tick().click();
  await vi.waitFor(() => expect(document.querySelector('input[type=date]')).toBeNull());
  expect(marks().at(-1)).toMatchObject({ done: 'sealed', day: null });
});

test('the mailbox is copied by one button', async () => {
  const copied: string[] = [];
  const writeText = (words: string) => (copied.push(words), Promise.resolve());
  Object.assign(navigator, { clipboard: { writeText } });
  show(NextSteps, { host: fakeHost(), draft: 1 });
  await vi.waitFor(() => button('复制邮箱').click());
  await vi.waitFor(() => expect(text()).toContain('已复制'));
  expect(copied).toEqual(['wangxin@example.cn']);
});
