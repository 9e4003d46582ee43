import { flushSync } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { button, control, leave, paste, settle, show, showField, type } from '../../acting';
import { OpenDraft } from '../../draft/draft.svelte';
import { EVERY_FIELD, FAULTY, exampleDraft, fakeHost, type Heard } from '../../host/fake';
import Field from './Field.svelte';

afterEach(leave);

const opened = (first = {}, heard: Heard = []) =>
  new OpenDraft(fakeHost({}, heard), exampleDraft(first));

test.each([
  ['long_text', '隐去中间数字'],
  ['number_or_regions', '补上'],
  ['opinion', '填入'],
])('what is suggested for %s is put there by one button', async (field, words) => {
  const heard: Heard = [];
  const draft = opened(FAULTY, heard);
  showField(field, draft);
  const { suggestion } = draft.findings.find((finding) => finding.path === field)!;
  button(words).click();
  await settle();
  expect(draft.values[field]).toEqual(suggestion);
  await draft.settled();
  expect(heard[0]).toMatchObject({ ask: 'edit', address: `values/${field}`, entry: suggestion });
  // The button goes with its finding; the focus is in the field already, and the field shows it.
  expect(document.activeElement?.id).toBe(`field-${field}`);
  if (typeof suggestion === 'string')
    expect(control<HTMLTextAreaElement>(`field-${field}`).value).toBe(suggestion);
});

test('a suggestion shows even in a control with the focus', () => {
  const draft = opened(FAULTY);
  showField('opinion', draft);
  control<HTMLTextAreaElement>('field-opinion').focus();
  draft.put('opinion', '照写');
  flushSync();
  expect(control<HTMLTextAreaElement>('field-opinion').value).toBe('照写');
});

test('prescribed words are put behind what was written', async () => {
  const draft = opened({ values: { opinion: '情况属实。\n' } });
  showField('opinion', draft);
  button('填入规定的话').click();
  await settle();
  expect(draft.values['opinion']).toBe('情况属实。\n保证案例内容真实有效，并同意推荐。');
  expect(document.body.textContent).not.toContain('填入规定的话');
  expect(document.activeElement?.id).toBe('field-opinion');
});

test('字 are counted while they are typed, what else is counted when the program has counted', () => {
  const draft = opened();
  showField('text', draft);
  type(control('field-text'), '𠮷林 2020');
  expect(document.getElementById('field-text-zi')?.textContent).toBe('3 字，不超过 40 字');
  const counted = opened(FAULTY);
  showField('abstract', counted);
  expect(document.getElementById('field-abstract-zi')?.textContent).toBe(
    '220 个汉字，不少于 100，不超过 200，150 左右，多 20',
  );
});

test('keys for numbers where numbers are asked, and no limit that would cut an input method off', () => {
  const draft = opened();
  for (const id of ['mobile', 'postcode', 'credit_code', 'person']) showField(id, draft);
  expect(control('field-mobile').inputMode).toBe('tel');
  expect(control('field-postcode').inputMode).toBe('numeric');
  expect(document.querySelector('[maxlength]')).toBeNull();
});

test('a guided field opens the guidance', () => {
  let guided = 0;
  const field = EVERY_FIELD.find(({ id }) => id === 'long_text')!;
  show(Field, { field, draft: opened(), onguide: () => (guided += 1) });
  button('扶贫工作概述：看参考材料').click();
  expect(guided).toBe(1);
});

test('explanations of options can be put away, and stay away only from what is not chosen', () => {
  const draft = opened();
  showField('explained', draft);
  expect(document.querySelectorAll('.option p')).toHaveLength(6);
  control('field-explained-rescue').click();
  flushSync();
  expect(draft.values['explained']).toBe('rescue');
  expect(document.querySelectorAll('.option p')).toHaveLength(6);
  button('只看选中的说明').click();
  flushSync();
  expect(document.querySelectorAll('.option p')).toHaveLength(1);
  expect(control('field-explained-rescue').getAttribute('aria-describedby')).toContain(
    'rescue-help',
  );
});

test('a person pasted with the number stands in both lines', async () => {
  const draft = opened();
  showField('contact', draft);
  paste(control('field-contact'), '王芳\t13812345678');
  await settle();
  expect(draft.values['contact']).toEqual({ name: '王芳', phone: '13812345678' });
  expect(control('field-contact').value).toBe('王芳');
  expect(control('field-contact-phone').value).toBe('13812345678');
});
