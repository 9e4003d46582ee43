import { afterEach, expect, test } from 'vitest';
import { button, leave, show } from '../../acting';
import type { FormComing } from '../../host';
import { exampleFormComing } from '../../host/fake';
import FormArrival from './FormArrival.svelte';

afterEach(leave);

function shown(form: FormComing['form']) {
  const taken: boolean[] = [];
  const ontake = (fills: boolean) => taken.push(fills);
  show(FormArrival, { coming: exampleFormComing(form), onclose: () => {}, ontake });
  return taken;
}

test('a form that is not here is taken, with a draft or without', () => {
  const taken = shown('absent');
  button('只收下').click();
  button('收下，新建一份').click();
  expect(taken).toEqual([false, true]);
});

test('what another form of the same name says otherwise is shown, and which drafts stay by theirs', () => {
  shown('changed');
  expect(document.body.textContent).toContain('多了一栏“联系电话”');
  expect(document.body.textContent).toContain('有 3 份草稿在用');
});

test('what is here already is not taken again', () => {
  const taken = shown('same');
  expect(() => button('只收下')).toThrow();
  button('新建一份').click();
  expect(taken).toEqual([true]);
});
