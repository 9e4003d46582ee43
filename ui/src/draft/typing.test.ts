// What input methods do, in the order in which WebKit and Chromium send it: nothing is lost or doubled.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { aboutPictures, hearTaken, withListMarks } from './taken';
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

test('what comes by the clipboard is taken in, and what was dropped is told where it is heard', () => {
  const heard: string[] = [];
  const end = hearTaken((sentence) => heard.push(sentence));
  input('一是。\u000B二是\u0007。', false);
  expect(told).toEqual(['一是。 二是。']);
  expect(heard).toEqual(['去掉了 1 个控制字符（U+0007）。']);
  // The control shows it once it is left.
  answer('一是。 二是。');
  control.blur();
  expect(control.value).toBe('一是。 二是。');
  end();
  input('\u0007', false);
  expect(heard).toHaveLength(1);
});

test('a textarea takes paragraphs, and a line for figures loses what nobody sees', () => {
  const area = document.createElement('textarea');
  const taken: string[] = [];
  const ontype = (text: string) => taken.push(text);
  const held = typing(area, { value: '', rewritten: 0, ontype });
  area.value = '一是。\u000B二是。\u2028三是。\n\uF0B7\t四是。';
  area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  expect(taken).toEqual(['一是。\n二是。\n三是。\n• 四是。']);
  held.destroy();
  const line = document.createElement('input');
  const figure = typing(line, { value: '', rewritten: 0, ontype, room: 'figure' });
  line.value = '\u202D138\u200B0013\u202C';
  line.dispatchEvent(new InputEvent('input', { bubbles: true }));
  expect(taken[1]).toBe('1380013');
  figure.destroy();
});

test('a picture in the clipboard is answered by where it belongs', () => {
  const clipboard = (words: string, html: string, types: string[] = []) =>
    ({
      files: types.map((type) => ({ type })),
      getData: (kind: string) => (kind === 'text/html' ? html : words),
    }) as unknown as DataTransfer;
  expect(aboutPictures(clipboard('', '', ['image/png']))).toMatch(/剪贴板里是图片.*“附件”/);
  expect(aboutPictures(clipboard('', '<img src="a.png">'))).toContain('剪贴板里是图片');
  const word = '<p>甲</p><img src="file:///a.png"><v:imagedata src="b">';
  expect(aboutPictures(clipboard('甲', word))).toMatch(/其中的 2 张图片没有带过来/);
  expect(aboutPictures(clipboard('甲', '<p>甲</p>'))).toBe('');
  expect(aboutPictures(clipboard('', ''))).toBe('');
  expect(aboutPictures(null)).toBe('');
});

test('lists of web pages keep their marks', () => {
  const html =
    '<p>做法如下：</p><ol start="2"><li>建站点</li><li><b>教</b>本领<ul><li>白天</li></ul></li></ol><p>完。</p>';
  const plain = '做法如下：\n\n建站点\n教本领\n白天\n完。';
  expect(withListMarks(plain, html)).toBe('做法如下：\n\n2. 建站点\n3. 教本领\n• 白天\n完。');
  // What has its marks already, and what is no list, is left to the browser.
  expect(withListMarks('1. 建站点', '<ol><li>建站点</li></ol>')).toBeUndefined();
  expect(withListMarks('甲', '<p>甲</p>')).toBeUndefined();
  const area = document.createElement('textarea');
  const taken: string[] = [];
  const ontype = (text: string) => taken.push(text);
  const held = typing(area, { value: '前后', rewritten: 0, ontype });
  area.setSelectionRange(1, 1);
  const event = new Event('paste', { cancelable: true });
  const getData = (kind: string) => (kind === 'text/html' ? '<ul><li>甲</li></ul>' : '甲');
  Object.assign(event, { clipboardData: { getData } });
  area.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(true);
  expect(taken).toEqual(['前• 甲后']);
  held.destroy();
});
