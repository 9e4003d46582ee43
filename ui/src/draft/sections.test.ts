import { expect, test } from 'vitest';
import { EVERY_FIELD, FAULTY, exampleDraft, fakeHost } from '../host/fake';
import type { FindingView, Patch } from '../host';
import { OpenDraft } from './draft.svelte';
import { nextIn, sectionAt, sectionsOf, type Section } from './sections';

const opened = (first: Partial<Patch> = {}) => new OpenDraft(fakeHost(), exampleDraft(first));
const missing = (path: string): FindingView => ({
  code: 'F101',
  level: 'stops',
  path,
  message: `“${path}”没有填写。`,
  hint: '',
  source: '',
  reason_key: null,
  suggestion: null,
  missing: true,
});
const named = (sections: Section[], title: string) =>
  sections.find((section) => section.title === title)!;
const PARTS = ['申报方式', '通知另外要问的', '网络扶贫优秀案例申报表', '扶贫工作概述', '报送机构'];

test('the parts stand in the order of the form, and each long text is one', () => {
  const titles = sectionsOf(opened()).map(({ title }) => title);
  expect(titles.slice(0, 5)).toEqual(PARTS);
  expect(titles.slice(5)).toEqual(['联络员回执', '案例材料', '声明', '逐条对照', '附件']);
});

test('what is missing is one line until everything is checked', () => {
  const findings = [missing('text'), missing('integer'), missing('answers/true')];
  const draft = opened({ findings });
  const before = sectionsOf(draft);
  expect(before.flatMap(({ found }) => found)).toEqual([]);
  expect(before.flatMap(({ missing }) => missing)).toEqual(['text', 'integer', 'answers/true']);
  expect(named(before, PARTS[2]!).standing).toBe('empty');
  draft.telling.check();
  const after = sectionsOf(draft);
  expect(after.flatMap(({ missing }) => missing)).toEqual([]);
  expect(named(after, PARTS[2]!).found.map(({ path }) => path)).toEqual(['text']);
  expect(named(after, PARTS[2]!).standing).toBe('wrong');
});

test('a part is done when all that is asked for in it is right', () => {
  const values = Object.fromEntries(EVERY_FIELD.map(({ id }) => [id, '有']));
  const draft = opened({ values, findings: [missing('integer')], answers: { true: true } });
  const sections = sectionsOf(draft);
  expect(named(sections, PARTS[4]!)).toMatchObject({ standing: 'done' });
  expect(named(sections, '声明')).toMatchObject({ standing: 'done', asked: 1, right: 1 });
  const long = named(sections, PARTS[3]!);
  expect(long).toMatchObject({ standing: 'begun', right: long.asked - 1 });
  // Nobody asks for what need not come.
  expect(named(sections, '联络员回执')).toMatchObject({ standing: 'empty', asked: 0 });
});

test('problems stand in their part, in the order of the form and not of their weight', () => {
  const sections = sectionsOf(opened(FAULTY));
  const paths = (title: string) => named(sections, title).found.map(({ path }) => path);
  expect(paths(PARTS[3]!)).toEqual(['long_text', 'answers/facts', 'integer', 'decimal', 'month']);
  expect(paths('附件')).toEqual(['attachments', 'attachments/2']);
  expect(sectionAt(sections, 'rows/1/mobile')).toBe(named(sections, PARTS[4]!).id);
});

test('the next thing to do is looked for from where one is, and goes round', () => {
  const sections = sectionsOf(opened(FAULTY));
  expect(nextIn(sections, '', 1)).toBe('long_text');
  expect(nextIn(sections, 'long_text', 1)).toBe('answers/facts');
  expect(nextIn(sections, 'long_text', -1)).toBe('attachments/2');
  expect(nextIn(sections, 'text', 1)).toBe('long_text');
  const none = sectionsOf(opened({ findings: [missing('integer'), missing('text')] }));
  expect(nextIn(none, 'text', 1)).toBe('integer');
  expect(nextIn(sectionsOf(opened()), 'text', 1)).toBeUndefined();
});
