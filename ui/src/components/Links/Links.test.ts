import { flushSync } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { button, control, leave, paste, press, settle, showField, type } from '../../acting';
import { OpenDraft } from '../../draft/draft.svelte';
import { FAULTY, exampleDraft, fakeHost } from '../../host/fake';

afterEach(leave);

const opened = (first = {}) => new OpenDraft(fakeHost(), exampleDraft(first));
const line = (at: number) => control(`field-links/${at}`);

test('one address a line, added and removed by keyboard', async () => {
  const draft = opened();
  showField('links', draft);
  type(line(1), 'https://example.cn/1');
  press('Enter');
  await settle();
  expect(document.activeElement).toBe(line(2));
  // An empty line is no address.
  expect(draft.values['links']).toEqual(['https://example.cn/1']);
  type(line(2), 'https://example.cn/2');
  expect(document.activeElement).toBe(line(2));
  expect(draft.values['links']).toEqual(['https://example.cn/1', 'https://example.cn/2']);
  button('去掉第 1 个').click();
  await settle();
  expect(draft.values['links']).toEqual(['https://example.cn/2']);
  expect(line(1).value).toBe('https://example.cn/2');
  expect(document.activeElement).toBe(line(1));
});

test('Enter of an input method adds no line', () => {
  showField('links', opened());
  type(line(1), 'https', true);
  expect(press('Enter', { isComposing: true })).toBe(true);
  expect(document.getElementById('field-links/2')).toBeNull();
});

test('several addresses at once, one a line', () => {
  const draft = opened({ values: { links: ['https://example.cn/0'] } });
  showField('links', draft);
  paste(line(1), 'https://example.cn/1\nhttps://example.cn/2\n');
  expect(draft.values['links']).toEqual([0, 1, 2].map((at) => `https://example.cn/${at}`));
});

test('what was emptied goes when the list is left', () => {
  const draft = opened({ values: { links: ['https://example.cn/0', 'https://example.cn/1'] } });
  showField('links', draft);
  type(line(1), '');
  line(2).focus();
  expect(draft.values['links']).toHaveLength(2);
  line(2).blur();
  flushSync();
  expect(draft.values['links']).toEqual(['https://example.cn/1']);
});

test('a finding about one address stands at it', () => {
  showField('links', opened(FAULTY));
  expect(line(1).getAttribute('aria-invalid')).toBe('false');
  expect(line(2).getAttribute('aria-invalid')).toBe('true');
  const told = document.getElementById('field-links/2-found-0');
  expect(told?.textContent).toContain('不是网址');
  expect(line(2).getAttribute('aria-describedby')).toContain('field-links/2-found-0');
});
