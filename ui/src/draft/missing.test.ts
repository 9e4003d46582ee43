import { expect, test } from 'vitest';
import { FAULTY, exampleDraft, fakeHost, type Heard } from '../host/fake';
import { OpenDraft } from './draft.svelte';
import { bringMissing, foldersOf, missingOf } from './missing';

const [photo] = FAULTY.attachments!;

test('files that were left behind are taken from where they were found, and others of their name are told', async () => {
  const heard: Heard = [];
  const host = fakeHost(
    {
      find_missing: ({ folder }) =>
        Promise.resolve({
          found: [{ name: '甲-附件/一.jpg', place: `${folder}/改了名.jpg` }],
          other: ['甲-附件/二.jpg'],
        }),
      keep: ({ files }) =>
        Promise.resolve(
          files[0] === '/U盘/改了名.jpg'
            ? { names: ['一（2）.jpg'], refused: [] }
            : { names: [], refused: ['没有'] },
        ),
    },
    heard,
  );
  const attachments = ['甲-附件/一.jpg', '甲-附件/二.jpg', '三.jpg'].map((path, at) => ({
    ...photo!,
    path,
    bytes: at === 2 ? 7 : null,
  }));
  const draft = new OpenDraft(host, exampleDraft({ attachments }));
  const missing = missingOf(draft.attachments, draft.material.entry, draft.files);
  expect(missing).toEqual(['甲-附件/一.jpg', '甲-附件/二.jpg']);
  expect(foldersOf(missing)).toEqual(['甲-附件']);
  expect(await bringMissing(draft, '/U盘', missing)).toEqual({
    count: 1,
    other: ['甲-附件/二.jpg'],
    refused: [],
  });
  const edits = heard.filter((one) => one.ask === 'edit');
  expect(edits.map(({ address }) => address)).toEqual(['attachments']);
  expect(edits[0]!.entry).toMatchObject([
    { path: '一（2）.jpg' },
    { path: '甲-附件/二.jpg' },
    { path: '三.jpg' },
  ]);
});
