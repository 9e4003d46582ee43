import { flushSync } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { button, control, leave, press, settle, showField, type } from '../../acting';
import { OpenDraft } from '../../draft/draft.svelte';
import { FAULTY, exampleDraft, fakeHost } from '../../host/fake';

afterEach(leave);

const opened = (first = {}) => new OpenDraft(fakeHost(), exampleDraft(first));
const focused = () => document.activeElement?.id;

test('adding a row by keyboard puts the focus into it', async () => {
  const draft = opened();
  showField('rows', draft);
  button('添加一行').click();
  await settle();
  expect(focused()).toBe('field-rows/1/unit');
  type(control('field-rows/1/mobile'), '13812345678');
  press('Enter');
  await settle();
  expect(focused()).toBe('field-rows/2/unit');
  expect(draft.values['rows']).toEqual([{ mobile: '13812345678' }, {}]);
  // An empty row makes no further one, and the Enter of an input method none at all.
  press('Enter');
  type(control('field-rows/2/unit'), 'wang', true);
  press('Enter', { isComposing: true });
  await settle();
  expect(draft.values['rows']).toHaveLength(2);
});

test('deleting a row asks nothing, and the next one shows in its place', async () => {
  const draft = opened({ values: { rows: [{ name: '王芳' }, { name: '李明' }] } });
  showField('rows', draft);
  button('删去第 1 行').click();
  await settle();
  expect(draft.values['rows']).toEqual([{ name: '李明' }]);
  expect(control('field-rows/1/name').value).toBe('李明');
  expect(document.body.textContent).toContain('可以撤销');
  button('删去第 1 行').click();
  await settle();
  expect(draft.values['rows']).toBeNull();
  expect(focused()).toBe('field-rows');
});

test('a finding about a cell stands in its row and is tied to the cell', () => {
  showField('rows', opened(FAULTY));
  const cell = control('field-rows/1/mobile');
  expect(cell.getAttribute('aria-invalid')).toBe('true');
  expect(cell.labels?.[0]?.textContent).toBe('手机，第 1 行');
  const told = document.getElementById(cell.getAttribute('aria-describedby')!.split(' ').pop()!);
  expect(told?.textContent).toContain('不是手机号');
  expect(told?.closest('[data-field="rows/1"]')).not.toBeNull();
  expect(control('field-rows/1/name').getAttribute('aria-invalid')).toBe('false');
  expect(control('field-rows/2/mobile').getAttribute('aria-invalid')).toBe('false');
});

test('what is missing in a row is told once the row was left', () => {
  const missing = {
    ...FAULTY.findings![0]!,
    code: 'F101',
    path: 'rows/1/post',
    message: '“联络员”第 1 行的“职务”没有填写。',
  };
  showField('rows', opened({ values: { rows: [{ name: '王' }, {}] }, findings: [missing] }));
  control('field-rows/1/name').focus();
  control('field-rows/1/mobile').focus();
  flushSync();
  expect(document.body.textContent).not.toContain('没有填写');
  control('field-rows/2/name').focus();
  flushSync();
  expect(document.body.textContent).toContain('没有填写');
});
