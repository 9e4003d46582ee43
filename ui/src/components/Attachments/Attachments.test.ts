import { flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { button, control, drag, leave, nativeDrops, press, settle, show, type } from '../../acting';
import { OpenDraft } from '../../draft/draft.svelte';
import { drops } from '../../drop/drops.svelte';
import type { AttachmentView, Host, KeptView, Patch, Request, SlotView } from '../../host';
import {
  ATTACHED,
  attachment,
  exampleDraft,
  fakeHost,
  notAttached,
  SLOTS,
  refuse,
  tooSmall,
  type Heard,
} from '../../host/fake';
import Attachments from './Attachments.svelte';

afterEach(leave);

const [ONE, TWO, THREE] = ['一.jpg', '二.jpg', '三.jpg'].map((name) => attachment(name));
const THREE_PHOTOS = [ONE!, TWO!, THREE!];

type Told = Parameters<typeof fakeHost>[0];

/** The attachments in a window whose program keeps files by their names and attaches them. */
function shown(
  first: AttachmentView[] = [],
  told: Told = {},
  more: Partial<Patch> = {},
  slots: SlotView[] = [],
) {
  const heard: Heard = [];
  let draft: OpenDraft | undefined = undefined;
  const usual: Told = {
    keep: ({ files }) =>
      Promise.resolve({ names: files.map((file) => file.replace(/^.*\//, '')), refused: [] }),
    attach: ({ names }) => {
      const added = names.map((name) => attachment(name));
      return Promise.resolve({ seq: 0, attachments: [...draft!.attachments, ...added] });
    },
  };
  const host = fakeHost({ ...usual, ...told }, heard);
  const view = { ...exampleDraft({ attachments: first, ...more }), slots: { self: slots } };
  draft = new OpenDraft(host, view);
  let chosen: string[] = [];
  show(Attachments, { draft, choose: () => Promise.resolve(chosen) });
  const chooseFor = async (add: HTMLElement, ...paths: string[]) => {
    chosen = paths;
    add.focus();
    add.click();
    await turn();
  };
  const choose = (...paths: string[]) => chooseFor(button('选择文件'), ...paths);
  return { draft, heard, host, choose, chooseFor };
}

/** Lets everything that is on its way arrive. */
async function turn() {
  await new Promise((done) => setTimeout(done));
  await settle();
}

const focused = () => document.activeElement?.id;
const text = () => document.body.textContent;
const asked = (heard: Heard, ask: Request['ask']) => heard.filter((one) => one.ask === ask);
const names = () => [...document.querySelectorAll('li strong')].map((name) => name.textContent);
const said = () => document.querySelector('.said')!.textContent;

test('files are known by their content unless somebody says what they are', async () => {
  const { heard, choose } = shown();
  await choose('/照片/甲.jpg', '/影/乙.mp4');
  expect(asked(heard, 'attach')).toMatchObject([{ kind: null, names: ['甲.jpg', '乙.mp4'] }]);
  const kind = control<HTMLSelectElement>('attach-kind');
  expect(kind.options[0]!.text).toBe('自动识别');
  kind.value = 'plan';
  kind.dispatchEvent(new Event('change', { bubbles: true }));
  await choose('/方案.pdf');
  expect(asked(heard, 'attach')[1]).toMatchObject({ kind: 'plan', names: ['方案.pdf'] });
});

test('after adding it is said how many, and the first new caption can be typed', async () => {
  const { choose } = shown([ONE!]);
  await choose('/甲.jpg', '/乙.jpg');
  expect(names()).toEqual(['一.jpg', '甲.jpg', '乙.jpg']);
  expect(said()).toBe('已添加 2 个文件。');
  expect(focused()).toBe('attachment-2-caption');
});

test('nothing chosen, nothing done', async () => {
  const { heard, choose } = shown();
  await choose();
  expect(heard).toEqual([]);
  expect(focused()).toBe('field-attachments');
});

test('what could not be taken is said, and the others are kept', async () => {
  const refused = ['“空.jpg”是空文件。'];
  const { draft, choose } = shown([], {
    keep: () => Promise.resolve({ names: ['甲.jpg'], refused }),
  });
  await choose('/甲.jpg', '/空.jpg');
  expect(names()).toEqual(['甲.jpg']);
  const alert = document.querySelector('[role=alert]')!;
  expect(alert.textContent).toContain('有 1 个文件没有添加');
  expect(alert.textContent).toContain('“空.jpg”是空文件。');
  expect(draft.notice).toBe('');
  button('知道了').click();
  await settle();
  expect(document.querySelector('[role=alert]')).toBeNull();
  expect(focused()).toBe('field-attachments');
});

test('what the machine could not do is told', async () => {
  const { choose } = shown([], { keep: refuse('machine', '磁盘已满。') });
  await choose('/甲.jpg');
  expect(document.querySelector('[role=alert]')!.textContent).toBe('磁盘已满。');
  expect(said()).toBe('');
});

/** A program that copies until it is told to stop or let go. */
function slow() {
  let end = { done: (_: KeptView) => {}, failed: (_: object) => {} };
  return {
    told: {
      keep: () => new Promise<KeptView>((done, failed) => (end = { done, failed })),
      progress: ({ stop }: { stop: boolean }) => {
        if (stop) end.failed({ code: 'stopped', message: '已停止。' });
        return Promise.resolve({ done: 1_234_567_890, all: 4_012_345_678 });
      },
    } satisfies Told,
    letGo: (kept: KeptView) => end.done(kept),
  };
}

test('a long copy shows its bytes, lets nobody add more, and can be stopped', async () => {
  const { heard, choose } = shown([ONE!], slow().told);
  await choose('/影/会议.mp4');
  expect(button('选择文件').getAttribute('aria-disabled')).toBe('true');
  expect(text()).toContain('结束后才能再添加');
  expect(focused()).toBe('field-attachments');
  button('选择文件').click();
  await settle();
  expect(asked(heard, 'keep')).toHaveLength(1);
  await vi.waitFor(() => expect(text()).toContain('正在复制，1.2 GB / 4.0 GB'));
  const bar = document.querySelector('progress')!;
  expect([bar.value, bar.max]).toEqual([1_234_567_890, 4_012_345_678]);
  // Escape is for dialogs; a copy of many minutes does not end by it.
  bar.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  await settle();
  expect(document.querySelector('progress')).not.toBeNull();
  button('停止').click();
  await turn();
  expect(said()).toBe('已停止，没有添加文件。');
  expect(names()).toEqual(['一.jpg']);
  expect(asked(heard, 'attach')).toEqual([]);
  expect(document.querySelector('progress')).toBeNull();
  expect(button('选择文件').getAttribute('aria-disabled')).toBe('false');
});

test('captions can be typed during a copy, and its end does not take the focus away', async () => {
  const { told, letGo } = slow();
  const { draft, heard, choose } = shown([ONE!], told);
  await choose('/影/会议.mp4');
  type(control('attachment-1-caption'), '培训');
  await draft.settled();
  expect(asked(heard, 'edit')).toMatchObject([{ address: 'attachments' }]);
  letGo({ names: ['会议.mp4'], refused: [] });
  await vi.waitFor(() => expect(said()).toBe('已添加 1 个文件。'));
  expect(names()).toEqual(['一.jpg', '会议.mp4']);
  expect(focused()).toBe('attachment-1-caption');
  expect(draft.attachments[0]!.caption).toBe('培训');
});

test('whoever writes elsewhere in the form is told at its head what could not be taken', async () => {
  const { told, letGo } = slow();
  const { draft, choose } = shown([], told);
  const elsewhere = document.body.appendChild(document.createElement('textarea'));
  await choose('/影/会议.mp4');
  elsewhere.focus();
  letGo({ names: [], refused: ['“会议.mp4”读不了。'] });
  await vi.waitFor(() => expect(draft.notice).toContain('有 1 个文件没有添加'));
  expect(text()).toContain('“会议.mp4”读不了。');
  expect(document.activeElement).toBe(elsewhere);
});

test('the focus stays at the button that moves a tile, or at its neighbour at the end', async () => {
  const { draft, heard } = shown(THREE_PHOTOS);
  const tile = document.querySelector('[data-field="attachments/1"]')!;
  button('把一.jpg后移').click();
  await settle();
  expect(names()).toEqual(['二.jpg', '一.jpg', '三.jpg']);
  expect(focused()).toBe('attachment-2-down');
  expect(said()).toBe('已移到第 2 个。');
  // The tile itself was moved: its picture is not asked for again.
  expect(document.querySelector('[data-field="attachments/2"]')).toBe(tile);
  button('把一.jpg后移').click();
  await settle();
  expect(focused()).toBe('attachment-3-up');
  button('把三.jpg前移').click();
  await settle();
  expect(focused()).toBe('attachment-1-down');
  await draft.settled();
  const { entry } = asked(heard, 'edit').pop() as unknown as {
    entry: { path: string }[];
  };
  expect(entry.map(({ path }) => path)).toEqual(['三.jpg', '二.jpg', '一.jpg']);
});

test('after removing the focus is at the next, and at last where files are added', async () => {
  shown(THREE_PHOTOS);
  button('去掉二.jpg').click();
  await settle();
  expect(names()).toEqual(['一.jpg', '三.jpg']);
  expect(focused()).toBe('attachment-2-remove');
  expect(said()).toBe('已去掉“二.jpg”，按 Ctrl+Z 可以撤销。');
  button('去掉三.jpg').click();
  await settle();
  expect(focused()).toBe('field-attachments');
});

test('a file may go along twice', async () => {
  shown([ONE!, ONE!]);
  expect(names()).toEqual(['一.jpg', '一.jpg']);
  control('attachment-2-remove').click();
  await settle();
  expect(names()).toEqual(['一.jpg']);
});

test('a tile says what the file is and whether it is large enough, and why not', () => {
  shown(ATTACHED, {}, { findings: [tooSmall(2)] });
  const tile = (number: number) =>
    document.querySelector(`[data-field="attachments/${number}"]`)!.textContent!;
  expect(tile(1)).toContain('JPEG 照片，4000×3000，3.2 MB');
  expect(tile(1)).toMatch(/✓\s*符合/);
  expect(tile(2)).toContain('MP4 视频，1280×720，1 分 20 秒，412.3 MB');
  expect(tile(2)).toMatch(/✗\s*不够大/);
  expect(tile(2)).toContain('长边 1280 像素，要求不少于 1920 像素');
  expect(tile(4)).toContain('文件不在');
  expect(tile(5)).toMatch(/？\s*请人工确认/);
  expect(tile(6)).not.toMatch(/符合|不够大|请人工确认/);
  const described = control('attachment-2-caption').getAttribute('aria-describedby')!.split(' ');
  expect(described).toEqual(['attachment-2-facts', 'attachment-2-found-0']);
  for (const id of described) expect(control(id).textContent).toMatch(/像素|1280×720/);
});

test('a file is opened by its name, and what stands in the way is told', async () => {
  const { heard } = shown([ONE!]);
  button('打开一.jpg').click();
  await settle();
  expect(heard).toEqual([{ ask: 'open_file', draft: 1, name: '一.jpg' }]);
  await leave();
  shown([ONE!], { open_file: refuse('machine', '没有能打开它的程序。') });
  button('打开一.jpg').click();
  await settle();
  expect(document.querySelector('[role=alert]')!.textContent).toBe('没有能打开它的程序。');
});

test('a file that is not there cannot be opened', () => {
  shown([attachment('一.jpg', { bytes: null, seen: null })]);
  expect(button('打开一.jpg').disabled).toBe(true);
});

test('only a media report has an address', () => {
  shown([ONE!, attachment('报道.png', { kind: 'media_report' })]);
  expect(document.getElementById('attachment-1-url')).toBeNull();
  expect(control('attachment-2-url').inputMode).toBe('url');
});

/** The section in a window whose system tells of drops. */
function dropping(first: AttachmentView[] = []) {
  const { host, draft, ...more } = shown(first);
  const native = nativeDrops(host as Host);
  const end = drops.watch(native.host);
  return { ...native, ...more, draft, end, section: document.querySelector('section')! };
}

test('files dropped on the section are added, and the place says so before', async () => {
  const { over, drop, end, section, heard } = dropping([ONE!]);
  over(section.querySelector('li')!);
  expect(text()).toContain('松开鼠标，添加到附件');
  expect(document.querySelector('.bar')).toBeNull();
  drop(['/照片/甲.jpg', '/照片/乙.jpg'], section);
  await turn();
  expect(asked(heard, 'keep')).toMatchObject([{ files: ['/照片/甲.jpg', '/照片/乙.jpg'] }]);
  expect(text()).not.toContain('松开鼠标，添加到附件');
  expect(said()).toBe('已添加 2 个文件。');
  expect(focused()).toBe('attachment-2-caption');
  end();
});

test('wherever the form is scrolled to, there is a place to drop files', async () => {
  const { over, leave: away, drop, end, heard } = dropping();
  over(document.body);
  const bar = document.querySelector('.bar')!;
  expect(bar.textContent).toContain('拖到这里，添加到附件');
  over(bar);
  expect(bar.textContent).toContain('松开鼠标，添加到附件');
  away();
  expect(document.querySelector('.bar')).toBeNull();
  over(document.body);
  drop(['/照片/甲.jpg'], document.querySelector('.bar')!);
  await turn();
  expect(asked(heard, 'keep')).toHaveLength(1);
  end();
});

test('the place at the foot goes when files are dropped on it, and they are taken all the same', async () => {
  const { draft, heard, host } = shown();
  const upload: Host['upload'] = (_draft, _token, { name }) =>
    Promise.resolve({ names: [name], refused: [] });
  Object.assign(host, { upload });
  const end = drops.watch(host);
  drag('dragover', document.body);
  drag('drop', document.querySelector('.bar')!, { files: [new File(['x'], '甲.jpg')] });
  expect(document.querySelector('.bar')).toBeNull();
  await vi.waitFor(() => expect(said()).toBe('已添加 1 个文件。'));
  expect(asked(heard, 'attach')).toMatchObject([{ names: ['甲.jpg'] }]);
  expect([draft.attachments.length, drops.missed]).toEqual([1, false]);
  end();
});

test('files that are let go elsewhere are not lost without a word', () => {
  const { drop, end, heard } = dropping();
  drop(['/照片/甲.jpg'], document.body);
  expect(document.querySelector('.bar')!.textContent).toContain('文件没有添加');
  button('知道了').click();
  flushSync();
  expect(document.querySelector('.bar')).toBeNull();
  // Whoever goes on working need not say that they have read it.
  for (const goOn of [() => document.body.click(), () => press('a')]) {
    drop(['/照片/甲.jpg'], document.body);
    expect(document.querySelector('.bar')).not.toBeNull();
    goOn();
    flushSync();
    expect(document.querySelector('.bar')).toBeNull();
  }
  expect(heard).toEqual([]);
  end();
});

test('a lighter copy takes the place of a heavy photo, and what cannot be made lighter is told', async () => {
  const heavy = attachment('大.png', { heavy: true, caption: '站点' });
  const { draft, heard } = shown([heavy, ONE!], { lighten: '大.jpg' });
  expect(document.getElementById('attachment-2-lighten')).toBeNull();
  control('attachment-1-lighten').click();
  await turn();
  expect(asked(heard, 'lighten')).toEqual([{ ask: 'lighten', draft: 1, token: 7, name: '大.png' }]);
  expect(draft.attachments[0]).toMatchObject({ path: '大.jpg', caption: '站点' });
  await leave();
  shown([heavy], { lighten: refuse('entry', '“大.png”没有缩小：缩小以后也不会更小。') });
  control('attachment-1-lighten').click();
  await turn();
  expect(text()).toContain('也不会更小');
});

test('a named paper has a place of its own, and a file can be said to be one', async () => {
  const given = attachment('证.pdf', { kind: 'document', slot: 'id_card' });
  const { heard, choose, chooseFor } = shown([given, attachment('b.pdf')], {}, {}, SLOTS);
  const papers = document.querySelectorAll('ul[aria-label="要附的材料"] li');
  const words = [...papers].map((paper) => paper.textContent.replace(/\s+/g, ' ').trim());
  expect(words).toEqual([
    '身份证复印件 1 个，PDF 已有 1 个 添加文件…',
    '获奖证书 可以不附，最多 3 个，PDF、JPG 还没有 添加文件…',
  ]);

  pick('attachment-2-kind', 'slot:award');
  await turn();
  expect(asked(heard, 'edit').at(-1)).toMatchObject({
    entry: [{ slot: 'id_card' }, { path: 'b.pdf', kind: 'document', slot: 'award' }],
  });

  pick('attach-kind', 'slot:award');
  await choose('/c.pdf');
  expect(asked(heard, 'attach').at(-1)).toMatchObject({ slot: 'award', names: ['c.pdf'] });

  await chooseFor(button('为身份证复印件添加文件'), '/d.pdf');
  expect(asked(heard, 'attach').at(-1)).toMatchObject({ slot: 'id_card', names: ['d.pdf'] });
});

test('what is found about a named paper stands with it', () => {
  shown([], {}, { findings: [notAttached('id_card', '身份证复印件'), tooSmall(9)] }, SLOTS);
  const place = document.querySelector('[data-field="attachments/id_card"]')!;
  expect(place.textContent).toContain('还没有附上身份证复印件。');
  const elsewhere = document.querySelector('[data-field="attachments"]')!;
  expect(elsewhere.textContent).not.toContain('身份证复印件。');
});

function pick(id: string, value: string) {
  const select = control<HTMLSelectElement>(id);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}
