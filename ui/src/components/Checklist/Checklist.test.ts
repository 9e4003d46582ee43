import { flushSync } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { control, leave, settle, showField } from '../../acting';
import { OpenDraft } from '../../draft/draft.svelte';
import { exampleDraft, fakeHost, type Heard } from '../../host/fake';

afterEach(leave);

test('a box that is ticked is an answer, and one that is unticked is none', async () => {
  const heard: Heard = [];
  const draft = new OpenDraft(fakeHost({}, heard), exampleDraft());
  showField('long_text', draft);
  expect(document.querySelector('.done')?.textContent).toBe('0/3 已对照');
  const box = control('field-answers/figures');
  box.click();
  flushSync();
  expect(document.querySelector('.done')?.textContent).toBe('1/3 已对照');
  box.click();
  await draft.settled();
  await settle();
  expect(document.querySelector('.done')?.textContent).toBe('0/3 已对照');
  expect(heard).toMatchObject([
    { address: 'answers/figures', entry: true },
    { address: 'answers/figures', entry: null },
  ]);
});
