import { flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import {
  button,
  control,
  leave,
  nativeDrops,
  paste,
  press,
  settle,
  show,
  type,
} from '../../acting';
import { OpenDraft } from '../../draft/draft.svelte';
import { drops } from '../../drop/drops.svelte';
import type { JsonValue } from '../../host';
import { WRITTEN, exampleDraft, fakeHost, refuse, type Heard } from '../../host/fake';
import Material from './Material.svelte';

afterEach(leave);

const paragraph = (text: string) => ({ kind: 'paragraph', text });
const text = () => document.body.textContent;
const focused = () => document.activeElement?.id;
const block = (number: number) => control<HTMLTextAreaElement>(`field-material/${number}`);

function written(blocks: JsonValue, more: { chosen?: string[]; heard?: Heard } = {}) {
  const heard = more.heard ?? [];
  const keep = ({ files }: { files: string[] }) =>
    Promise.resolve({ names: files.map((file) => file.replace(/^.*\//, '')), refused: [] });
  const first = blocks === null ? {} : { material: { blocks } };
  const draft = new OpenDraft(fakeHost({ keep }, heard), exampleDraft(first));
  show(Material, { draft, choose: () => Promise.resolve(more.chosen ?? []) });
  return draft;
}

const blocksOf = (draft: OpenDraft) => (draft.material.entry as { blocks: JsonValue[] }).blocks;

test('whoever chooses to write can type at once', async () => {
  const draft = written(null);
  button('在这里写').click();
  await settle();
  expect(focused()).toBe('field-material/1');
  type(block(1), '甲');
  expect(blocksOf(draft)).toEqual([paragraph('甲')]);
  expect(text()).toContain('共 1 段，1 字');
});

test('Enter in a heading goes on with a paragraph, and parts it in its middle', async () => {
  const draft = written([{ kind: 'heading', level: 2, text: '做法与成效' }]);
  block(1).focus();
  block(1).setSelectionRange(2, 2);
  expect(press('Enter')).toBe(false);
  await settle();
  expect(focused()).toBe('field-material/2');
  expect(blocksOf(draft)).toEqual([
    { kind: 'heading', level: 2, text: '做法' },
    paragraph('与成效'),
  ]);
  expect(block(1).value).toBe('做法');
  // The Enter of an input method is none, and in a paragraph it is a line.
  block(1).focus();
  expect(press('Enter', { isComposing: true })).toBe(true);
  block(2).focus();
  expect(press('Enter')).toBe(true);
  expect(press('Enter', { ctrlKey: true })).toBe(false);
  await settle();
  expect(focused()).toBe('field-material/3');
});

test('another kind keeps the words', () => {
  const draft = written([paragraph('甲\n乙')]);
  const kind = document.querySelector<HTMLSelectElement>('[data-field="material/1"] select')!;
  for (const [shape, entry] of [
    ['quotation', { kind: 'quotation', text: '甲\n乙' }],
    ['list', { kind: 'list', ordered: false, items: ['甲', '乙'] }],
    ['heading3', { kind: 'heading', level: 3, text: '甲 乙' }],
  ] as const) {
    kind.value = shape;
    kind.dispatchEvent(new Event('change', { bubbles: true }));
    flushSync();
    expect(blocksOf(draft)).toEqual([entry]);
  }
});

test('a new heading has the level of the one above', async () => {
  const draft = written([{ kind: 'heading', level: 3, text: '甲' }, paragraph('乙')]);
  button('在第 2 段下面添加').click();
  flushSync();
  const kinds = document.querySelector('[data-field="material/2"] [role=group].add')!;
  [...kinds.querySelectorAll('button')].find((one) => one.textContent === '标题')!.click();
  await settle();
  expect(blocksOf(draft)[2]).toEqual({ kind: 'heading', level: 3, text: '' });
  expect(focused()).toBe('field-material/3');
});

test('a block moves with its control, and the focus stays on what was pressed', async () => {
  const draft = written([paragraph('甲'), paragraph('乙'), paragraph('丙')]);
  const moving = block(2);
  const down = button('下移第 2 段');
  down.focus();
  down.click();
  await settle();
  expect(draft.material.held.map((held) => held.block)).toEqual(['甲', '丙', '乙'].map(paragraph));
  expect(block(3)).toBe(moving);
  // It is the last now: its button to move down is none any more.
  expect(document.activeElement?.getAttribute('aria-label')).toBe('上移第 3 段');
  moving.focus();
  press('ArrowUp', { altKey: true });
  await settle();
  expect(document.activeElement).toBe(moving);
  expect(focused()).toBe('field-material/2');
  expect(text()).toContain('移到了第 2 段');
});

test('removing says that it can be undone, and the focus goes to what follows', async () => {
  const draft = written([paragraph('甲'), paragraph('乙')]);
  button('删去第 1 段').click();
  await settle();
  expect(text()).toContain('已删去第 1 段，按 Ctrl+Z 可以撤销');
  expect(focused()).toBe('field-material/1');
  // An empty one goes with Backspace; one with words in it does not.
  expect(press('Backspace')).toBe(true);
  type(block(1), '');
  expect(press('Backspace')).toBe(false);
  await settle();
  expect(blocksOf(draft)).toEqual([]);
  expect(document.activeElement?.closest('#material-add')).not.toBeNull();
});

test('Backspace in an empty block leads back to the end of the one above', async () => {
  const draft = written([paragraph('甲乙'), paragraph(''), paragraph('丙')]);
  block(2).focus();
  expect(press('Backspace')).toBe(false);
  await settle();
  expect(blocksOf(draft)).toEqual([paragraph('甲乙'), paragraph('丙')]);
  expect([focused(), block(1).selectionStart]).toEqual(['field-material/1', 2]);
});

test('the arrows lead from block to block at the ends of a text', async () => {
  written([paragraph('甲乙'), paragraph('丙')]);
  block(1).focus();
  block(1).setSelectionRange(1, 1);
  expect(press('ArrowDown')).toBe(true);
  block(1).setSelectionRange(2, 2);
  expect(press('ArrowDown')).toBe(false);
  await settle();
  expect(focused()).toBe('field-material/2');
  expect(press('ArrowUp')).toBe(false);
  await settle();
  expect(focused()).toBe('field-material/1');
  expect(block(1).selectionStart).toBe(2);
});

test('a pasted document is taken apart on request only', async () => {
  const draft = written([paragraph('')]);
  type(block(1), '一、做法\n县里建站。\n成效明显。');
  expect(blocksOf(draft)).toHaveLength(1);
  button('按行分成段落').click();
  await settle();
  expect(blocksOf(draft)).toEqual([
    { kind: 'heading', level: 1, text: '一、做法' },
    paragraph('县里建站。'),
    paragraph('成效明显。'),
  ]);
  expect(text()).toContain('分成了 2 段、1 个标题，按 Ctrl+Z 可以撤销');
});

test('cells that were pasted as a text become a table', async () => {
  const draft = written([paragraph('')]);
  type(block(1), '年份\t户数\n2018\t12');
  button('做成表格（2 行 2 列）').click();
  await settle();
  expect(blocksOf(draft)).toEqual([
    {
      kind: 'table',
      caption: '',
      header: true,
      rows: [
        ['年份', '户数'],
        ['2018', '12'],
      ],
    },
  ]);
  expect(focused()).toBe('field-material/1');
});

test('a table: cells are pasted, Enter makes a row, rows and columns go', async () => {
  const table = { kind: 'table', caption: '', header: true, rows: [['年份', '户数']] };
  const draft = written([table]);
  const rows = () => (blocksOf(draft)[0] as typeof table).rows;
  paste(control('field-material/1/1/2'), '服务站\t户数\r\n12\t1268\r\n');
  await settle();
  expect(rows()).toEqual([
    ['年份', '服务站', '户数'],
    ['', '12', '1268'],
  ]);
  // The cell with the focus shows what was pasted into it.
  expect(control('field-material/1/1/2').value).toBe('服务站');
  control('field-material/1/2/3').focus();
  expect(press('Enter')).toBe(false);
  await settle();
  expect(focused()).toBe('field-material/1/3/3');
  // An empty row makes no further one.
  press('Enter');
  await settle();
  expect(rows()).toHaveLength(3);
  button('删去第 3 行').click();
  button('删去第 1 列').click();
  await settle();
  expect(rows()).toEqual([
    ['服务站', '户数'],
    ['12', '1268'],
  ]);
  button('加一列').click();
  await settle();
  expect(rows()[0]).toHaveLength(3);
  paste(block(1), '1\t'.repeat(12));
  await settle();
  expect(text()).toContain('最多 12 列');
  expect(rows()[0]).toHaveLength(3);
});

test('several pictures: the first stands here, the others below', async () => {
  const chosen = ['/图/甲.jpg', '/图/乙.jpg'];
  const draft = written([{ kind: 'picture', path: '' }, paragraph('丙')], { chosen });
  button('选择图片').click();
  await vi.waitFor(() => expect(blocksOf(draft)).toHaveLength(3));
  await settle();
  const picture = (path: string) => ({ kind: 'picture', path, caption: '' });
  expect(blocksOf(draft)).toEqual([picture('甲.jpg'), picture('乙.jpg'), paragraph('丙')]);
  expect(focused()).toBe('field-material/1-caption');
});

test('a photo that goes along anyway is used with its caption', () => {
  const draft = new OpenDraft(fakeHost(), exampleDraft(WRITTEN));
  show(Material, { draft, choose: () => Promise.resolve([]) });
  const photos = document.querySelector<HTMLSelectElement>('[data-field="material/6"] select')!;
  photos.value = '现场.jpg';
  photos.dispatchEvent(new Event('change', { bubbles: true }));
  flushSync();
  expect(blocksOf(draft)[5]).toEqual({ kind: 'picture', path: '现场.jpg', caption: '店长培训' });
});

test('a picture that cannot be copied is told', async () => {
  const keep = refuse('machine', '磁盘满了。');
  const first = { material: { blocks: [{ kind: 'picture', path: '' }] } };
  const draft = new OpenDraft(fakeHost({ keep }), exampleDraft(first));
  show(Material, { draft, choose: () => Promise.resolve(['/a.jpg']) });
  button('选择图片').click();
  await vi.waitFor(() => expect(text()).toContain('磁盘满了。'));
  expect(blocksOf(draft)).toEqual([{ kind: 'picture', path: '', caption: '' }]);
});

test('pictures dropped on a block are put there, the others below', async () => {
  const heard: Heard = [];
  const draft = written([{ kind: 'picture', path: '' }, paragraph('丙')], { heard });
  const native = nativeDrops(fakeHost());
  const end = drops.watch(native.host);
  const place = document.querySelector('.picture')!;
  native.over(place);
  expect(text()).toContain('松开鼠标，放进这一段');
  native.drop(['/图/甲.jpg', '/图/乙.jpg'], place.querySelector('button')!);
  await vi.waitFor(() => expect(blocksOf(draft)).toHaveLength(3));
  expect(heard[0]).toMatchObject({ ask: 'keep', files: ['/图/甲.jpg', '/图/乙.jpg'] });
  await vi.waitFor(() => expect(focused()).toBe('field-material/1-caption'));
  end();
});

test('a picture on its way can be stopped, and its block stays as it was', async () => {
  let stop = (_: object) => {};
  const host = fakeHost({
    keep: () => new Promise((_, failed) => (stop = failed)),
    progress: (asked) => {
      if (asked.stop) stop({ code: 'stopped', message: '已停止。' });
      return Promise.resolve({ done: 1_000_000, all: 4_000_000 });
    },
  });
  const first = {
    material: {
      blocks: [
        { kind: 'picture', path: '' },
        { kind: 'picture', path: '' },
      ],
    },
  };
  const draft = new OpenDraft(host, exampleDraft(first));
  show(Material, { draft, choose: () => Promise.resolve(['/甲.jpg']) });
  button('第 2 段：选择图片').click();
  await vi.waitFor(() => expect(text()).toContain('正在复制，1.0 MB / 4.0 MB'));
  // It is told where it was asked for, and no other block takes files meanwhile.
  expect(document.querySelector('progress')!.closest('li')).toBe(
    document.querySelector('[data-field="material/2"]'),
  );
  expect(button('第 1 段：选择图片').getAttribute('aria-disabled')).toBe('true');
  button('停止').click();
  await vi.waitFor(() => expect(text()).toContain('已停止，没有添加图片。'));
  expect(blocksOf(draft)[1]).toEqual({ kind: 'picture', path: '', caption: '' });
});

test('pictures that could not be taken are told, and the others stand there', async () => {
  const keep = { names: ['甲.jpg'], refused: ['“空.jpg”是空文件。'] };
  const first = { material: { blocks: [{ kind: 'picture', path: '' }] } };
  const draft = new OpenDraft(fakeHost({ keep }), exampleDraft(first));
  show(Material, { draft, choose: () => Promise.resolve(['/甲.jpg', '/空.jpg']) });
  button('选择图片').click();
  await vi.waitFor(() => expect(text()).toContain('“空.jpg”是空文件。'));
  expect(blocksOf(draft)).toEqual([{ kind: 'picture', path: '甲.jpg', caption: '' }]);
});

test('a block that was deleted meanwhile is told, and nothing else is changed', async () => {
  let letGo = (_: { names: string[]; refused: string[] }) => {};
  const keep = () => new Promise<{ names: string[]; refused: string[] }>((done) => (letGo = done));
  const first = { material: { blocks: [{ kind: 'picture', path: '' }, paragraph('丙')] } };
  const draft = new OpenDraft(fakeHost({ keep }), exampleDraft(first));
  show(Material, { draft, choose: () => Promise.resolve(['/甲.jpg']) });
  button('选择图片').click();
  await settle();
  button('删去第 1 段').click();
  await settle();
  letGo({ names: ['甲.jpg'], refused: [] });
  await vi.waitFor(() => expect(text()).toContain('那一段已经不在了'));
  expect(blocksOf(draft)).toEqual([paragraph('丙')]);
});

test('a PDF takes the place of what was written only when the user agrees', async () => {
  const draft = written([paragraph('甲')], { chosen: ['/材料/定稿.pdf'] });
  button('改用做好的 PDF').click();
  await settle();
  expect(document.querySelector('dialog')!.textContent).toContain('在这里写的 1 段会去掉');
  button('取消').click();
  await settle();
  expect(blocksOf(draft)).toEqual([paragraph('甲')]);
  button('改用做好的 PDF').click();
  await settle();
  button('选择 PDF').click();
  await vi.waitFor(() => expect(draft.material.entry).toEqual({ pdf: '定稿.pdf' }));
  button('改为在这里写').click();
  await settle();
  expect(document.querySelector('dialog')!.textContent).toContain('“定稿.pdf”不再作为案例材料');
  [...document.querySelectorAll<HTMLElement>('dialog button')][0]!.click();
  await settle();
  expect(blocksOf(draft)).toEqual([paragraph('')]);
  // Where nothing would be lost nothing is asked.
  button('不附案例材料').click();
  await settle();
  expect(document.querySelector('dialog')).toBeNull();
  expect(draft.material.entry).toBeNull();
});

test('what is no PDF is not taken for one', async () => {
  const draft = written(null, { chosen: ['/材料/定稿.docx'] });
  button('用做好的 PDF').click();
  await settle();
  expect(text()).toContain('请选择 PDF 文件');
  expect(draft.material.entry).toBeNull();
});

test('what a newer program wrote can be read of and not changed', () => {
  const draft = written([{ kind: 'film', path: 'a.mp4' }]);
  expect(text()).toContain('更新版本的申报匣写的');
  expect(document.querySelectorAll('[data-field="material"] button, ol button')).toHaveLength(0);
  expect(draft.material.held).toEqual([]);
});

test('what is printed behind it is told whole', async () => {
  const heard: Heard = [];
  const draft = written(null, { heard });
  const photos = control<HTMLSelectElement>('field-appendix') as unknown as HTMLSelectElement;
  photos.value = '4';
  photos.dispatchEvent(new Event('change', { bubbles: true }));
  flushSync();
  document.querySelector<HTMLInputElement>('[data-field=appendix] input')!.click();
  await draft.settled();
  expect(heard.filter(({ ask }) => ask === 'edit').pop()).toMatchObject({
    address: 'appendix',
    entry: { photos_per_page: 4, reports: true },
  });
});

test('findings stand at their block and describe its control', () => {
  const draft = new OpenDraft(fakeHost(), exampleDraft(WRITTEN));
  show(Material, { draft, choose: () => Promise.resolve([]) });
  expect(block(2).getAttribute('aria-describedby')).toBe('field-material/2-found-0');
  expect(document.getElementById('field-material/2-found-0')!.textContent).toContain('手机号');
  expect(block(2).getAttribute('aria-invalid')).toBe('true');
  expect(block(1).getAttribute('aria-invalid')).toBe('false');
});

test('a suggestion is put into its block, and the focus goes there', async () => {
  const heard: Heard = [];
  const draft = new OpenDraft(fakeHost({}, heard), exampleDraft(WRITTEN));
  show(Material, { draft, choose: () => Promise.resolve([]) });
  button('隐去中间数字').click();
  await settle();
  expect([focused(), block(2).value]).toEqual(['field-material/2', '电话 138****5678。']);
  expect(heard[0]).toMatchObject({
    address: 'material/2',
    entry: { kind: 'paragraph', text: '电话 138****5678。' },
  });
});
