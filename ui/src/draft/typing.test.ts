// What input methods do, in the order in which WebKit and Chromium send it: nothing is lost or doubled.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { isComposing, typing } from './typing';

let control: HTMLInputElement;
let action: ReturnType<typeof typing>;
let told: string[];

beforeEach(() => {
  told = [];
  control = document.createElement('input');
  document.body.append(control);
  action = typing(control, { value: '', rewritten: 0, ontype: (text) => told.push(text) });
  control.focus();
});

afterEach(() => {
  action.destroy();
  control.remove();
});

const composition = (name: string, data = '') =>
  control.dispatchEvent(new CompositionEvent(name, { data, bubbles: true }));

function input(text: string, isComposing: boolean) {
  control.value = text;
  control.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing }));
}

/** What the draft answers comes back to the control. */
const answer = (value: string, rewritten = 0) =>
  action.update({ value, rewritten, ontype: (text) => told.push(text) });

test('Chromium: the last input comes before compositionend', () => {
  composition('compositionstart');
  input('f', true);
  answer('');
  input('fu', true);
  input('扶', true);
  composition('compositionend', '扶');
  expect(told).toEqual(['扶']);
  expect(control.value).toBe('扶');
});

test('WebKit: the last input comes after compositionend', () => {
  composition('compositionstart');
  input('fu', true);
  control.value = '扶';
  composition('compositionend', '扶');
  input('扶', false);
  expect(told).toEqual(['扶']);
});

test('a composition that ends by blur without an input is told', () => {
  composition('compositionstart');
  input('贫', true);
  control.blur();
  expect(told).toEqual(['贫']);
});

test('a composition that ends by a click elsewhere is told once', () => {
  composition('compositionstart');
  input('贫', true);
  control.value = '贫困';
  composition('compositionend', '贫困');
  control.dispatchEvent(new Event('change', { bubbles: true }));
  control.blur();
  expect(told).toEqual(['贫困']);
});

test('the Enter that ends a composition is no command', () => {
  const enter = (code: number, composing: boolean) =>
    new KeyboardEvent('keydown', { key: 'Enter', keyCode: code, isComposing: composing } as never);
  expect(isComposing(enter(13, true))).toBe(true);
  // WebKit has ended the composition before this key, and marks it with 229.
  expect(isComposing(enter(229, false))).toBe(true);
  expect(isComposing(enter(13, false))).toBe(false);
});

test('nothing is written into a control with the focus, and all of it afterwards', () => {
  input('一', false);
  input('一二', false);
  answer('一');
  expect(control.value).toBe('一二');
  answer('一二');
  control.blur();
  answer('38');
  expect(control.value).toBe('38');
});

test('undo shows in a control with the focus, but never in a composition', () => {
  input('一二', false);
  answer('一', 1);
  expect(control.value).toBe('一');
  composition('compositionstart');
  input('一er', true);
  answer('', 2);
  expect(control.value).toBe('一er');
  control.value = '一二';
  composition('compositionend', '二');
  expect(told).toEqual(['一二', '一二']);
});

test('𠮷 and a paste of several lines arrive whole', () => {
  input('𠮷林', false);
  input('𠮷林\n第二行'.replace('\n', ' '), false);
  expect(told).toEqual(['𠮷林', '𠮷林 第二行']);
});

test('half a character does not stop what is typed after it', () => {
  input('\uD842', false);
  input('a\uD842\uDFB7b\uDFB7', false);
  expect(told).toEqual(['\uFFFD', 'a𠮷b\uFFFD']);
});
