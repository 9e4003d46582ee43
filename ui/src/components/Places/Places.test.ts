// Choosing places by keyboard and with an input method, and keeping what was typed.

import { flushSync } from 'svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { button, control, leave, paste, press, settle, showField, type } from '../../acting';
import { OpenDraft } from '../../draft/draft.svelte';
import type { Patch, PlaceView } from '../../host';
import { PLACES, exampleDraft, fakeHost, type Heard } from '../../host/fake';

HTMLCanvasElement.prototype.getContext = () => null;

const [SHUCHENG, CHENGGUAN] = PLACES as [PlaceView, PlaceView];

let heard: Heard;

function opened(
  first: Partial<Patch> = {},
  places: () => Promise<PlaceView[]> = async () => PLACES,
) {
  heard = [];
  return new OpenDraft(fakeHost({ places }, heard), exampleDraft(first));
}

const asked = () => heard.filter(({ ask }) => ask === 'places');
const options = () => [...document.querySelectorAll('[role=option]')];
const marked = () => document.querySelector('[aria-selected=true] .name')?.textContent;

async function pause() {
  await vi.advanceTimersByTimeAsync(130);
  await settle();
}

beforeEach(() => vi.useFakeTimers());
afterEach(async () => {
  vi.useRealTimers();
  await leave();
});

test('a place is chosen with the keys, and shown although the line has the focus', async () => {
  const draft = opened();
  showField('region', draft);
  const line = control('field-region');
  type(line, '舒城');
  expect(line.getAttribute('aria-expanded')).toBe('false');
  await pause();
  expect(asked()).toEqual([{ ask: 'places', words: '舒城', level: null }]);
  expect(line.getAttribute('aria-expanded')).toBe('true');
  expect(options()).toHaveLength(4);
  expect(options()[3]!.textContent).toContain('原名 宣化县');
  expect(options()[3]!.textContent).toContain('国家级贫困县');
  // What was typed is kept by Enter as long as nothing is marked.
  expect(line.hasAttribute('aria-activedescendant')).toBe(false);
  expect(press('ArrowDown')).toBe(false);
  press('ArrowDown');
  expect(marked()).toBe(CHENGGUAN.text);
  press('ArrowUp');
  const at = document.getElementById(line.getAttribute('aria-activedescendant')!);
  expect(at?.textContent).toContain(SHUCHENG.text);
  press('ArrowUp');
  press('ArrowDown');
  press('Enter');
  expect(draft.values['region']).toEqual({ code: '341523', text: SHUCHENG.text });
  expect(line.value).toBe(SHUCHENG.text);
  expect(line.getAttribute('aria-expanded')).toBe('false');
  expect(document.activeElement).toBe(line);
});

test('the open list is accessible', async () => {
  showField('region', opened());
  type(control('field-region'), '舒城');
  await pause();
  press('ArrowDown');
  vi.useRealTimers();
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('Escape closes the list and keeps what was typed', async () => {
  const draft = opened();
  showField('region', draft);
  type(control('field-region'), '舒城');
  await pause();
  expect(press('Escape')).toBe(false);
  expect(options()).toEqual([]);
  expect(draft.values['region']).toEqual({ code: null, text: '舒城' });
  expect(press('Escape')).toBe(true);
});

test('in the middle of a composition nothing is looked for, and its keys are no commands', async () => {
  const draft = opened();
  showField('regions', draft);
  const line = control('field-regions');
  type(line, 'shu cheng', true);
  await pause();
  expect(asked()).toEqual([]);
  expect(press('Enter', { isComposing: true })).toBe(true);
  expect(press('ArrowDown', { isComposing: true })).toBe(true);
  line.value = '舒城';
  line.dispatchEvent(new CompositionEvent('compositionend', { data: '舒城', bubbles: true }));
  // WebKit ends the composition before the Enter that ended it.
  expect(press('Enter', { keyCode: 229 } as KeyboardEventInit)).toBe(true);
  expect(draft.values['regions']).toBeUndefined();
  await pause();
  expect(asked()).toMatchObject([{ words: '舒城' }]);
  press('Enter');
  expect(draft.values['regions']).toEqual([{ code: null, text: '舒城' }]);
});

test('an answer to words that were typed over is dropped', async () => {
  const waiting: ((found: PlaceView[]) => void)[] = [];
  showField(
    'region',
    opened({}, () => new Promise((done) => waiting.push(done))),
  );
  const line = control('field-region');
  for (const words of ['舒', '城关']) {
    type(line, words);
    await pause();
  }
  waiting[1]!([CHENGGUAN]);
  await settle();
  waiting[0]!([SHUCHENG]);
  await settle();
  expect(options().map((option) => option.querySelector('.name')?.textContent)).toEqual([
    CHENGGUAN.text,
  ]);
});

test('what is typed fast is asked for once', async () => {
  showField('region', opened());
  for (const words of ['舒', '舒城', '舒城县']) {
    type(control('field-region'), words);
    await vi.advanceTimersByTimeAsync(50);
  }
  await pause();
  expect(asked()).toMatchObject([{ words: '舒城县' }]);
});

test('a village behind a chosen place keeps its code, another name does not', async () => {
  const draft = opened();
  showField('region', draft);
  const line = control('field-region');
  type(line, '舒城');
  await pause();
  options()[0]!.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  flushSync();
  type(line, `${SHUCHENG.text}三石村`);
  expect(draft.values['region']).toEqual({ code: '341523', text: `${SHUCHENG.text}三石村` });
  type(line, '安徽省六安市');
  expect(draft.values['region']).toEqual({ code: null, text: '安徽省六安市' });
  type(line, SHUCHENG.text);
  await pause();
  expect(draft.values['region']).toEqual({ code: '341523', text: SHUCHENG.text });
  type(line, '');
  expect(draft.values['region']).toBeNull();
});

test('the whole name of a place gets its code without being chosen', async () => {
  const draft = opened();
  showField('region', draft);
  type(control('field-region'), CHENGGUAN.text);
  await pause();
  expect(draft.values['region']).toEqual({ code: CHENGGUAN.code, text: CHENGGUAN.text });
});

test('a list that a province is asked for asks for provinces only', async () => {
  showField('region', opened(), { level: 'province' });
  type(control('field-region'), '安徽');
  await pause();
  expect(asked()).toMatchObject([{ level: 'province' }]);
});

test('the next place is typed at once after one was chosen', async () => {
  const draft = opened();
  showField('regions', draft);
  const line = control('field-regions');
  for (const words of ['舒城', '没有这个地方']) {
    type(line, words);
    await pause();
    if (words === '舒城') press('ArrowDown');
    press('Enter');
    expect(line.value).toBe('');
    expect(document.activeElement).toBe(line);
  }
  expect(draft.values['regions']).toEqual([
    { code: '341523', text: SHUCHENG.text },
    { code: null, text: '没有这个地方' },
  ]);
});

test('pasting “A、B、C” adds three, and what stood in the line first', () => {
  const draft = opened();
  showField('regions', draft);
  const line = control('field-regions');
  paste(line, '舒城县、金寨县、裕安区');
  expect(draft.values['regions']).toMatchObject([
    { text: '舒城县' },
    { text: '金寨县' },
    { text: '裕安区' },
  ]);
  type(line, '霍邱县');
  paste(line, '叶集区\n金安区');
  expect((draft.values['regions'] as unknown[]).slice(3)).toMatchObject([
    { text: '霍邱县' },
    { text: '叶集区' },
    { text: '金安区' },
  ]);
  expect(line.value).toBe('');
});

test('what was typed and left is kept', () => {
  const draft = opened();
  showField('regions', draft);
  const line = control('field-regions');
  type(line, '舒城县，金寨县');
  line.blur();
  flushSync();
  expect(draft.values['regions']).toMatchObject([{ text: '舒城县' }, { text: '金寨县' }]);
  expect(line.value).toBe('');
});

test('a place is changed where it stands, and removed; marks and undo show at the right one', async () => {
  const regions = [SHUCHENG, { code: null, text: '城关区' }].map(({ code, text }) => ({
    code,
    text,
  }));
  const national = { visible: true, required: 'yes' as const, zi: null, national: [true, false] };
  const draft = opened({ values: { regions }, states: { regions: national } });
  showField('regions', draft);
  expect(document.querySelectorAll('li .tag:not(.none)')).toHaveLength(1);
  type(control('field-regions/1'), `${SHUCHENG.text}三石村`);
  expect(draft.values['regions']).toMatchObject([{ code: '341523' }, { text: '城关区' }]);
  button('去掉安徽省').click();
  flushSync();
  await settle();
  expect(draft.values['regions']).toEqual([{ code: null, text: '城关区' }]);
  expect(control('field-regions/1').value).toBe('城关区');
  // The marks of the longer list are not shown at the shorter one.
  expect(document.querySelectorAll('li .tag:not(.none)')).toHaveLength(0);
  draft.values['regions'] = regions;
  draft.rewritten += 1;
  flushSync();
  expect(control('field-regions/2').value).toBe('城关区');
  expect(control('field-regions/1').value).toBe(SHUCHENG.text);
});

test('a place that was emptied goes when the list is left, not before', () => {
  const regions = ['舒城县', '金寨县'].map((text) => ({ code: null, text }));
  const draft = opened({ values: { regions } });
  showField('regions', draft);
  type(control('field-regions/1'), '');
  control('field-regions/2').focus();
  flushSync();
  expect(draft.values['regions']).toHaveLength(2);
  expect(control('field-regions/2').value).toBe('金寨县');
  control('field-regions').focus();
  flushSync();
  expect(draft.values['regions']).toEqual([{ code: null, text: '金寨县' }]);
});

test('a number or a list', () => {
  const draft = opened();
  showField('number_or_regions', draft);
  type(control('field-number_or_regions'), '1200');
  expect(draft.values['number_or_regions']).toBe('1200');
  const line = control('field-number_or_regions-list');
  paste(line, '舒城县、金寨县');
  expect(draft.values['number_or_regions']).toHaveLength(2);
  // The number is gone, and who adds places is still there.
  expect(document.activeElement).toBe(line);
  expect(control('field-number_or_regions')).toBe(line);
});
