import axe from 'axe-core';
import { afterEach, expect, test } from 'vitest';
import { button, leave, settle, show } from '../../acting';
import { OpenDraft } from '../../draft/draft.svelte';
import { FAULTY, exampleDraft, fakeHost, refuse, type Heard } from '../../host/fake';
import Finding from '../Finding/Finding.svelte';

afterEach(leave);

const finding = FAULTY.findings!.find(({ code }) => code === 'F108')!;
const opener = () => button('F108 是什么意思');
const page = () => document.getElementById(opener().getAttribute('aria-controls')!)!;

function shown(answers: Parameters<typeof fakeHost>[0] = {}): Heard {
  const heard: Heard = [];
  const draft = new OpenDraft(fakeHost(answers, heard), exampleDraft(FAULTY));
  show(Finding, { finding, draft, id: 'found' });
  return heard;
}

test('the code of a finding opens its page, and closes it again', async () => {
  const heard = shown();
  expect(opener().getAttribute('aria-expanded')).toBe('false');
  expect(page().hidden).toBe(true);
  opener().click();
  await settle();
  expect(heard).toEqual([{ ask: 'explain', code: 'F108' }]);
  expect(opener().getAttribute('aria-expanded')).toBe('true');
  expect(page().hidden).toBe(false);
  for (const words of ['照片或视频的像素不够。', '为什么', '怎么办', '程度', '依据'])
    expect(page().textContent).toContain(words);
  const unpainted = { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } };
  expect((await axe.run(document.body, unpainted)).violations).toEqual([]);
  opener().click();
  await settle();
  expect(page().hidden).toBe(true);
  opener().click();
  await settle();
  expect(heard).toHaveLength(1);
});

test('what was found is read out without its code', () => {
  shown();
  expect(document.getElementById('found')!.textContent).not.toContain('F108');
});

test('why there is no page is told in its place', async () => {
  shown({ explain: refuse('machine', '程序没有回应。') });
  opener().click();
  await settle();
  expect(page().textContent).toContain('程序没有回应。');
});
