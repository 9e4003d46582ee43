import { afterEach, expect, test } from 'vitest';
import { exampleDraft, fakeHost, refuse } from '../host/fake';
import { OpenDraft } from './draft.svelte';

afterEach(() => localStorage.clear());

const settled = async () => {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((done) => setTimeout(done));
};
const shown = (draft: OpenDraft) => draft.unsent.all.map(({ label, text }) => [label, text]);

test('what is refused because another page has the draft is kept, over a reload too', async () => {
  const taken = fakeHost({ edit: refuse('taken_over', '在别处打开了') });
  const draft = new OpenDraft(taken, exampleDraft());
  for (const text of ['一', '一店', '一店带多户']) {
    draft.edit('values/text', text);
    await settled();
  }
  draft.edit('attachments', [{ path: 'a.jpg', kind: 'photo' }]);
  await settled();
  expect(shown(draft).map(([, text]) => text)).toEqual(['一店带多户', 'a.jpg，photo']);
  const again = new OpenDraft(fakeHost(), exampleDraft());
  expect(shown(again)).toEqual(shown(draft));
  again.putUnsent(again.unsent.all[0]!);
  await settled();
  expect(again.values['text']).toBe('一店带多户');
  again.unsent.drop(again.unsent.all[0]!);
  expect(new OpenDraft(fakeHost(), exampleDraft()).unsent.all).toEqual([]);
});

test('what the program could not take yet is kept when the page lets go', async () => {
  const draft = new OpenDraft(fakeHost({ edit: refuse('machine', '磁盘满了') }), exampleDraft());
  draft.edit('values/text', '还没有存的');
  await settled();
  await draft.yield();
  expect(shown(draft).map(([, text]) => text)).toEqual(['还没有存的']);
  expect(draft.trouble?.code).toBe('taken_over');
});
