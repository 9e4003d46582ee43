import { expect, test } from 'vitest';
import { exampleDraft, fakeHost, type Heard } from '../host/fake';
import { OpenDraft } from './draft.svelte';
import { endOfChange, goesOn, isWhole } from './steps';

test('what goes on has all that was there', () => {
  for (const [before, after] of [
    [null, '一'],
    ['一三', '一二三'],
    ['一一', '一一一'],
    [3, '38'],
    [
      { name: '甲', phone: '' },
      { name: '甲', phone: '1' },
    ],
    [[{ path: 'a', caption: '甲' }], [{ path: 'a', caption: '甲乙' }]],
  ])
    expect(goesOn(before, after), `${before} ${after}`).toBe(true);
  for (const [before, after] of [
    ['一二三', null],
    ['一二三', '一三'],
    ['一二三', '四'],
    ['一一一', '一一'],
    [['一'], ['一', '二']],
    [{ text: '舒城县' }, { text: '城' }],
    [true, false],
    [null, { from: '2018' }],
  ])
    expect(goesOn(before!, after!), `${before} ${after}`).toBe(before === null);
});

test('the caret stands where a change ends', () => {
  expect(endOfChange('', '一二三')).toBe(3);
  expect(endOfChange('一三', '一二三')).toBe(2);
  expect(endOfChange('一二三', '一三')).toBe(1);
  expect(endOfChange('一一', '一')).toBe(0);
});

/** A program that answers an edit only when it is told to. */
function slow() {
  const heard: Heard = [];
  const waiting: (() => void)[] = [];
  const answer = () => new Promise<{ seq: number }>((done) => waiting.push(() => done({ seq: 0 })));
  const draft = new OpenDraft(fakeHost({ edit: answer }, heard), exampleDraft());
  const edits = async () => {
    for (let turn = 0; turn < 8; turn += 1) {
      waiting.shift()?.();
      await new Promise((done) => setTimeout(done));
    }
    return heard.flatMap((one) => (one.ask === 'edit' ? [[one.entry, one.alone]] : []));
  };
  return { draft, edits };
}

test('what waits becomes one edit while it is typed, and nothing that was deleted is lost in that', async () => {
  const { draft, edits } = slow();
  for (const text of ['一', '一二', '一二三', '', '四', '四五'])
    draft.edit('values/text', text || null);
  expect(await edits()).toEqual([
    ['一', undefined],
    ['一二三', undefined],
    // Over it: to Rust that is one replacement.
    ['四五', undefined],
  ]);
});

test('what was pasted is a step of its own', async () => {
  const { draft, edits } = slow();
  draft.edit('values/text', '一');
  draft.edit('values/text', '一二');
  expect(isWhole(new InputEvent('input', { inputType: 'insertText' }))).toBe(false);
  expect(isWhole(new InputEvent('input', { inputType: 'insertFromPaste' }))).toBe(true);
  draft.apart();
  draft.edit('values/text', '一二三');
  await new Promise((done) => setTimeout(done));
  draft.edit('values/text', '一二三四');
  expect(await edits()).toEqual([
    ['一', undefined],
    ['一二', undefined],
    ['一二三', true],
    ['一二三四', undefined],
  ]);
});
