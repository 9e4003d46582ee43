// Clipboards that are pasted into blocks: what becomes of them, where the focus goes, and what is said.

import { afterEach, expect, test } from 'vitest';
import { control, leave, paste, settle, show } from '../../acting';
import { OpenDraft } from '../../draft/draft.svelte';
import type { Host, JsonValue } from '../../host';
import { exampleDraft, fakeHost, type Heard } from '../../host/fake';
import { EXCEL, LIBRE_OFFICE, WORD } from '../../material/html/samples';
import Material from './Material.svelte';

afterEach(leave);

const p = (text: string) => ({ kind: 'paragraph', text });
const block = (number: number) => control<HTMLTextAreaElement>(`field-material/${number}`);
const said = () =>
  [...document.querySelectorAll('[role=status]')].map((one) => one.textContent).join('');
const HTML = '<h2>做法</h2><p>甲。</p><p>乙。</p>';
/** What stands there, where it is pasted (block, start, end), what stands there then, and which block has the focus. */
type Case = [string, JsonValue[], [number, number, number], JsonValue[], number];

const H2 = { kind: 'heading', level: 2, text: '做法' };

function written(blocks: JsonValue[], upload?: Host['upload']) {
  const heard: Heard = [];
  const host = { ...fakeHost({}, heard), ...(upload ? { upload } : {}) };
  const draft = new OpenDraft(host, exampleDraft({ material: { blocks } }));
  show(Material, { draft, choose: () => Promise.resolve([]) });
  const edits = () => heard.filter((one) => one.ask === 'edit' && one.address === 'material');
  const now = () => (draft.material.entry as { blocks: JsonValue[] }).blocks;
  return { draft, edits, now };
}

/** Keeps files by their own names. */
const keeps: NonNullable<Host['upload']> = (_draft, _token, file) =>
  Promise.resolve({ names: [file.name], refused: [] });

test.each<Case>([
  ['into an empty block', [p('')], [1, 0, 0], [H2, p('甲。'), p('乙。')], 3],
  ['at the end', [p('前')], [1, 1, 1], [p('前'), H2, p('甲。'), p('乙。')], 4],
  ['at the beginning', [p('后')], [1, 0, 0], [H2, p('甲。'), p('乙。'), p('后')], 3],
  ['in the middle', [p('前后')], [1, 1, 1], [p('前'), H2, p('甲。'), p('乙。'), p('后')], 4],
  [
    'over a selection',
    [p('前中后'), p('末')],
    [1, 1, 2],
    [p('前'), H2, p('甲。'), p('乙。'), p('后'), p('末')],
    4,
  ],
  [
    'into a list',
    [{ kind: 'list', ordered: true, items: ['一', '二'] }],
    [1, 1, 2],
    [
      { kind: 'list', ordered: true, items: ['一'] },
      H2,
      p('甲。'),
      p('乙。'),
      { kind: 'list', ordered: true, items: ['二'] },
    ],
    4,
  ],
])('a heading and paragraphs %s: one step', async (_, before, at, after, focus) => {
  const { edits, now } = written(before);
  const [number, start, end] = at;
  block(number).setSelectionRange(start, end);
  expect(paste(block(number), '做法\n甲。\n乙。', { html: HTML })).toBe(true);
  await settle();
  expect(now()).toEqual(after);
  expect(edits()).toHaveLength(1);
  expect(document.activeElement?.id).toBe(`field-material/${focus}`);
  expect(said()).toContain('带入了 2 段、1 个标题，按 Ctrl+Z 可以撤销。');
});

test('words of one paragraph, and words without HTML, are left to the browser', () => {
  written([p('甲')]);
  expect(paste(block(1), '乙', { html: '<p>乙</p>' })).toBe(false);
  expect(paste(block(1), '乙\n丙')).toBe(false);
});

test('lines go into a list as its items', async () => {
  const { now } = written([{ kind: 'list', ordered: false, items: ['一', ''] }]);
  block(1).setSelectionRange(2, 2);
  paste(block(1), '甲\n乙', { html: '<ol><li>甲</li><li>乙</li></ol>' });
  await settle();
  expect(now()).toEqual([{ kind: 'list', ordered: false, items: ['一', '甲', '乙'] }]);
  expect(said()).toContain('带入了 2 项');
});

test('pictures are kept first, and stand where they stood', async () => {
  const { edits, now } = written([p('')], keeps);
  paste(block(1), '做法', { html: LIBRE_OFFICE });
  await settle();
  await settle();
  expect(now().map((one) => (one as { kind: string }).kind)).toEqual([
    'heading',
    'paragraph',
    'list',
    'picture',
    'table',
  ]);
  expect(now()[3]).toMatchObject({ path: '粘贴的图片1.png' });
  expect(edits()).toHaveLength(1);
});

test('a picture that cannot be kept is told, and the words come in all the same', async () => {
  const full = () => Promise.reject({ code: 'machine', message: '磁盘满了。' });
  const { now } = written([p('')], full);
  paste(block(1), '做法', { html: LIBRE_OFFICE });
  await settle();
  await settle();
  expect(now()).toHaveLength(4);
  expect(said()).toContain('“粘贴的图片1.png”没有添加：磁盘满了。');
});

test('a shot of the screen becomes a picture below; in a picture it is that picture', async () => {
  const { now } = written([p('甲'), { kind: 'picture', path: '', caption: '' }], keeps);
  const files = [new File(['x'], 'image.png', { type: 'image/png' })];
  block(1).setSelectionRange(1, 1);
  expect(paste(block(1), '', { files })).toBe(true);
  await settle();
  await settle();
  expect(now().slice(0, 2)).toEqual([
    p('甲'),
    { kind: 'picture', path: '粘贴的图片.png', caption: '' },
  ]);
  expect(said()).toContain('带入了 1 张图片');
  expect(paste(control('field-material/3-caption'), '', { files })).toBe(true);
  await settle();
  expect(now()[2]).toMatchObject({ kind: 'picture', path: '粘贴的图片.png' });
});

test('what Word only names is told', async () => {
  const { now } = written([p('')]);
  paste(block(1), '一店带多户的做法', { html: WORD });
  await settle();
  expect(now()).toHaveLength(8);
  expect(said()).toContain('1 张图片没有带入');
});

test('cells of Excel become a table, and in a table its cells; a cell alone is text', async () => {
  const { now } = written([p('')]);
  paste(block(1), '年份\t服务站', { html: EXCEL });
  await settle();
  const rows = (now()[0] as { rows: string[][] }).rows;
  expect(rows[2]).toEqual(['2019', '38', '1,268']);
  expect(paste(block(1), '甲', { html: '<table><tr><td>甲</td></tr></table>' })).toBe(false);
  paste(control('field-material/1/2/2'), '旧', {
    html: '<table><tr><td colspan=2>甲</td></tr><tr><td>乙</td><td>丙</td></tr></table>',
  });
  await settle();
  expect((now()[0] as { rows: string[][] }).rows).toEqual([
    ['年份', '服务站', '带动户数'],
    ['2018', '甲', ''],
    ['2019', '乙', '丙'],
  ]);
});
