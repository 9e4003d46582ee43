import { flushSync } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { button, control, leave, paste, press, settle, showField, type } from '../../acting';
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

test('what is missing in a row is told once the row was left', async () => {
  const missing = {
    ...FAULTY.findings![0]!,
    code: 'F101',
    path: 'rows/1/post',
    missing: true,
    message: '“联络员”第 1 行的“职务”没有填写。',
  };
  showField('rows', opened({ values: { rows: [{ name: '王' }, {}] }, findings: [missing] }));
  control('field-rows/1/name').focus();
  control('field-rows/1/mobile').focus();
  // Behind the event: while the focus goes nothing is drawn.
  await Promise.resolve();
  flushSync();
  expect(document.body.textContent).not.toContain('没有填写');
  control('field-rows/2/name').focus();
  await Promise.resolve();
  flushSync();
  expect(document.body.textContent).toContain('没有填写');
});

const SPREADSHEET =
  '江苏某某协会\t王芳\t科长\t13812345678\r\n江苏某某公司\t李明\t主任\t13912345678\r\n';

test('rows of a spreadsheet fill rows, and say so', async () => {
  const draft = opened();
  showField('rows', draft);
  button('添加一行').click();
  await settle();
  paste(control('field-rows/1/unit'), SPREADSHEET);
  await settle();
  expect(draft.values['rows']).toEqual([
    { unit: '江苏某某协会', name: '王芳', post: '科长', mobile: '13812345678' },
    { unit: '江苏某某公司', name: '李明', post: '主任', mobile: '13912345678' },
  ]);
  expect(control('field-rows/1/unit').value).toBe('江苏某某协会');
  expect(control('field-rows/2/mobile').value).toBe('13912345678');
  expect(document.body.textContent).toContain('贴入了 2 行');
});

test('cells go in from the cell they are pasted into, and what finds no place is told', async () => {
  const draft = opened({ values: { rows: [{ unit: '甲' }] } });
  showField('rows', draft);
  paste(control('field-rows/1/post'), '科长\t13812345678\t备注');
  await settle();
  expect(draft.values['rows']).toEqual([{ unit: '甲', post: '科长', mobile: '13812345678' }]);
  expect(document.body.textContent).toContain('没有地方放的：“备注”');
  // One text goes in as text does.
  paste(control('field-rows/1/name'), '王芳');
  await settle();
  expect(draft.values['rows']).toEqual([{ unit: '甲', post: '科长', mobile: '13812345678' }]);
});

test('heads of columns and running numbers are no cells', async () => {
  const draft = opened();
  showField('rows', draft);
  button('添加一行').click();
  await settle();
  paste(control('field-rows/1/unit'), '序号\t姓名\t手机\t单位\n1\t王芳\t13812345678\t协会');
  await settle();
  expect(draft.values['rows']).toEqual([{ name: '王芳', mobile: '13812345678', unit: '协会' }]);
});

test('one column of a spreadsheet fills one column, and lines of a text do not', async () => {
  const draft = opened({ values: { rows: [{ unit: '甲', name: '旧' }] } });
  showField('rows', draft);
  const html = '<table><tr><td>姓名</td></tr><tr><td>王芳</td></tr><tr><td>李明</td></tr></table>';
  expect(paste(control('field-rows/1/name'), '姓名\n王芳\n李明', { html })).toBe(true);
  await settle();
  expect(draft.values['rows']).toEqual([{ unit: '甲', name: '王芳' }, { name: '李明' }]);
  expect(paste(control('field-rows/1/unit'), '江苏省某某\n协会')).toBe(false);
});
