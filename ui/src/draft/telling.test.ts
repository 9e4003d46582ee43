import { afterEach, expect, test } from 'vitest';
import { FAULTY } from '../host/fake';
import { hearTyping, Telling } from './telling.svelte';

const findings = FAULTY.findings!;
const wrong = findings.find(({ path }) => path === 'integer')!;
const control = new EventTarget();

afterEach(() => document.body.replaceChildren());

test('what comes up while somebody types is told when the control is left', () => {
  const telling = new Telling();
  telling.types(control, telling.of([]));
  expect(telling.of([wrong])).toEqual([]);
  telling.leaves(new EventTarget());
  expect(telling.of([wrong])).toEqual([]);
  telling.leaves(control);
  expect(telling.of([wrong])).toEqual([wrong]);
});

test('what is mended goes at once, and what stays keeps its words while they are typed on', () => {
  const telling = new Telling();
  telling.types(control, telling.of([wrong]));
  expect(telling.of([{ ...wrong, message: '写的是“3”。' }])).toEqual([wrong]);
  expect(telling.of([])).toEqual([]);
});

test('what is missing is told at fields that were left, and everywhere once all is checked', () => {
  const telling = new Telling();
  const missing = { ...wrong, path: 'text', missing: true };
  const cell = { ...missing, path: 'rows/2/name' };
  expect(telling.of([missing, cell])).toEqual([]);
  telling.seen['rows/2'] = true;
  expect(telling.of([missing, cell])).toEqual([cell]);
  telling.check();
  expect(telling.of([missing, cell])).toEqual([missing, cell]);
});

test('a year and a month are one; a button in the field is no more of what is typed', () => {
  document.body.innerHTML =
    '<div data-field="integer"><input id="year"><input id="month"><button>全部做到</button></div>';
  const [year, month, button] = document.body.querySelectorAll<HTMLElement>('input, button');
  const telling = new Telling();
  const end = hearTyping(
    telling,
    () => telling.of([]),
    (work) => work(),
  );
  year!.focus();
  year!.dispatchEvent(new InputEvent('input', { bubbles: true }));
  expect(telling.of([wrong])).toEqual([]);
  month!.focus();
  expect(telling.of([wrong])).toEqual([]);
  button!.focus();
  expect(telling.of([wrong])).toEqual([wrong]);
  end();
});
