import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { attachment, exampleDraft, fakeHost, refuse, type Heard } from '../host/fake';
import type { Patch } from '../host';
import { BY_CONTENT } from '../words/kinds';
import { OpenDraft } from './draft.svelte';

/** Answers that wait until they are let go, in order. */
function gate() {
  const waiting: ((more: Partial<Patch>) => void)[] = [];
  const edit = (request: { seq?: number }) =>
    new Promise<Patch>((done) => waiting.push((more) => done({ seq: request.seq ?? 0, ...more })));
  return { edit, letGo: (more: Partial<Patch> = {}) => waiting.shift()?.(more) };
}

test('edits go one after the other, and those of one place become one', async () => {
  const heard: Heard = [];
  const { edit, letGo } = gate();
  const draft = new OpenDraft(fakeHost({ edit }, heard), exampleDraft());
  for (const text of ['一', '一二', '一二三']) draft.edit('values/text', text);
  draft.edit('values/integer', '38');
  const settled = draft.settled();
  for (let turn = 0; turn < 4; turn += 1) {
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(Math.min(turn, 2)));
    letGo();
  }
  await settled;
  expect(heard.filter(({ ask }) => ask === 'edit')).toMatchObject([
    { seq: 1, address: 'values/text', entry: '一' },
    { seq: 2, address: 'values/text', entry: '一二三' },
    { seq: 3, address: 'values/integer', entry: '38' },
  ]);
});

test('an answer to an older edit does not take back what was typed since', async () => {
  let letGo = (_: Patch) => {};
  const edit = () => new Promise<Patch>((done) => (letGo = done));
  const draft = new OpenDraft(fakeHost({ edit }), exampleDraft());
  draft.edit('values/text', '一');
  draft.edit('values/text', '一二');
  letGo({ seq: 1, values: { text: '一' } });
  await vi.waitFor(() => expect(draft.values['text']).toBe('一二'));
});

test('what the machine cannot take now is tried again and not lost', async () => {
  vi.useFakeTimers();
  const heard: Heard = [];
  let broken = true;
  const edit = (request: { seq: number }) =>
    broken ? refuse('machine', '没有回应')() : Promise.resolve({ seq: request.seq });
  const draft = new OpenDraft(fakeHost({ edit }, heard), exampleDraft());
  draft.edit('values/text', '一');
  await expect(draft.settled()).rejects.toMatchObject({ message: '没有回应' });
  expect(draft.trouble?.message).toBe('没有回应');
  broken = false;
  await vi.advanceTimersByTimeAsync(1100);
  flushSync();
  expect(draft.trouble).toBeUndefined();
  expect(heard[heard.length - 1]).toMatchObject({ address: 'values/text', entry: '一', seq: 1 });
  vi.useRealTimers();
});

test('attachments are sent as the case file has them', async () => {
  const heard: Heard = [];
  const first = attachment('a.jpg', { bytes: 9 });
  const draft = new OpenDraft(fakeHost({}, heard), exampleDraft({ attachments: [first] }));
  draft.putAttachments([{ ...first, caption: '培训' }]);
  await draft.settled();
  const entry = { path: 'a.jpg', kind: 'photo', slot: '', caption: '培训', url: '', form: '' };
  expect((heard[0] as { entry: unknown }).entry).toEqual([entry]);
  expect(heard[0]).toMatchObject({ address: 'attachments' });
  expect(draft.attachments[0]).toMatchObject({ caption: '培训', bytes: 9 });
});

test('a caption typed while files are being attached loses neither', async () => {
  const heard: Heard = [];
  const [first, second] = [attachment('a.jpg'), attachment('b.jpg')];
  const attach = gate();
  const edit = (request: { seq: number }) => Promise.resolve({ seq: request.seq });
  const keep = { names: ['b.jpg'], refused: [] };
  const host = fakeHost({ keep, attach: () => attach.edit({}), edit }, heard);
  const draft = new OpenDraft(host, exampleDraft({ attachments: [first] }));
  const added = draft.addFiles(BY_CONTENT, { paths: ['/b.jpg'] });
  await vi.waitFor(() => expect(heard).toHaveLength(2));
  draft.putAttachments([{ ...first, caption: '培训' }]);
  attach.letGo({ attachments: [first, second] });
  expect((await added).keys).toEqual(['b.jpg']);
  await draft.settled();
  const names = ({ path, caption }: { path: string; caption: string }) => [path, caption];
  const sent = [
    ['a.jpg', '培训'],
    ['b.jpg', ''],
  ];
  expect(draft.attachments.map(names)).toEqual(sent);
  expect((heard[2] as unknown as { entry: (typeof first)[] }).entry.map(names)).toEqual(sent);
});

test('undo waits for what was typed before, and what is typed after waits for it', async () => {
  const heard: Heard = [];
  const { edit, letGo } = gate();
  const undo = { seq: 1, values: { text: '' } };
  const draft = new OpenDraft(fakeHost({ edit, undo }, heard), exampleDraft());
  draft.edit('values/text', '一');
  const undone = draft.undo(false);
  draft.edit('values/text', '一二');
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  letGo();
  await undone;
  // The answer of the undo is older than what stands in the control.
  expect(draft.values['text']).toBe('一二');
  await vi.waitFor(() => expect(heard).toHaveLength(3));
  letGo();
  await draft.settled();
  expect(heard.slice(0, 3).map(({ ask }) => ask)).toEqual(['edit', 'undo', 'edit']);
  expect(draft.values['text']).toBe('一二');
});

test('an edit that is refused for good is told, and the next ones go on', async () => {
  let first = true;
  const edit = (request: { seq: number }) => {
    const refused = first;
    first = false;
    return refused ? refuse('entry', '读不了。')() : Promise.resolve({ seq: request.seq });
  };
  const draft = new OpenDraft(fakeHost({ edit }), exampleDraft());
  draft.edit('values/text', '一');
  await draft.settled();
  expect(draft.saved).toEqual({ state: 'failing', reason: '读不了。' });
  draft.edit('values/integer', '2');
  await draft.settled();
  expect(draft.trouble).toBeUndefined();
});

const paragraph = (text: string) => ({ kind: 'paragraph', text }) as const;
const blocks = (...texts: string[]) => ({ blocks: texts.map(paragraph) });
const places = (heard: Heard) =>
  heard.map((request) => ('address' in request ? request.address : request.ask));

test('typing in a block is told as that block, and what waits becomes one', async () => {
  const heard: Heard = [];
  const { edit, letGo } = gate();
  const draft = new OpenDraft(
    fakeHost({ edit }, heard),
    exampleDraft({ material: blocks('', '') }),
  );
  const [first, second] = draft.material.held;
  draft.edit('values/text', '一');
  draft.putBlock(second!, paragraph('甲'));
  draft.putBlock(second!, paragraph('甲乙'));
  draft.putBlock(first!, paragraph('丙'));
  for (let turn = 1; turn <= 3; turn += 1) {
    await vi.waitFor(() => expect(heard).toHaveLength(turn));
    letGo();
  }
  await draft.settled();
  expect(places(heard)).toEqual(['values/text', 'material/2', 'material/1']);
  expect(heard[1]).toMatchObject({ entry: paragraph('甲乙') });
});

test('words that wait go to where their block stood, and the new order has them too', async () => {
  const heard: Heard = [];
  const { edit, letGo } = gate();
  const first = { material: blocks('甲', '乙') };
  const draft = new OpenDraft(fakeHost({ edit }, heard), exampleDraft(first));
  const [one, two] = draft.material.held;
  draft.edit('values/text', '一');
  draft.putBlock(two!, paragraph('乙乙'));
  draft.arrange([two!, one!]);
  draft.putBlock(two!, paragraph('乙乙乙'));
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  letGo();
  await vi.waitFor(() => expect(heard).toHaveLength(2));
  // What is told of the old order does not undo the new one.
  letGo({ material: blocks('甲', '乙乙') });
  await vi.waitFor(() => expect(heard).toHaveLength(3));
  expect(draft.material.held).toEqual([two, one]);
  letGo({ material: blocks('乙乙', '甲') });
  await vi.waitFor(() => expect(heard).toHaveLength(4));
  letGo({ material: blocks('乙乙乙', '甲') });
  await draft.settled();
  expect(places(heard).slice(1, 4)).toEqual(['material/2', 'material', 'material/1']);
  expect(heard[2]).toMatchObject({ entry: blocks('乙乙', '甲') });
});

test('words typed while an undo is on its way find their block where it then is', async () => {
  const heard: Heard = [];
  const undo = gate();
  const first = { material: blocks('新', '甲', '乙') };
  const edit = (request: { seq: number }) => Promise.resolve({ seq: request.seq });
  const host = fakeHost({ edit, undo: () => undo.edit({}) }, heard);
  const draft = new OpenDraft(host, exampleDraft(first));
  const [fresh, , third] = draft.material.held;
  const undone = draft.undo(false);
  draft.putBlock(third!, paragraph('乙乙'));
  draft.putBlock(fresh!, paragraph('新新'));
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  undo.letGo({ material: blocks('甲', '乙') });
  await undone;
  await draft.settled();
  // The block that the undo took away has no place for its words.
  expect(places(heard)).toEqual(['undo', 'material/2']);
  expect(draft.material.entry).toEqual(blocks('甲', '乙乙'));
});

test('what was seen in photos is heard in line with the edits, and asked for only where there are any', async () => {
  const heard: Heard = [];
  const found = {
    code: 'A451',
    level: 'warns',
    path: 'attachments/1',
    message: '看着有些模糊。',
  } as const;
  const rest = { hint: '', source: '', reason_key: null, suggestion: null, missing: false };
  const findings = [{ ...found, ...rest }];
  const news = () => Promise.resolve({ seq: 0, findings });
  const host = fakeHost({ look_at_files: true, news }, heard);
  await new OpenDraft(host, exampleDraft()).lookAtFiles();
  expect(heard).toEqual([]);
  const draft = new OpenDraft(host, exampleDraft({ attachments: [attachment('a.jpg')] }));
  draft.edit('values/text', '一');
  await draft.lookAtFiles();
  const asked = heard.map(({ ask }) => ask).filter((ask) => ask !== 'saved');
  expect(asked).toEqual(['edit', 'look_at_files', 'news']);
  expect(draft.findings).toEqual(findings);
});
