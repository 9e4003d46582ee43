import { afterEach, expect, test, vi } from 'vitest';
import { button, leave, show } from '../../acting';
import type { DraftView, Request } from '../../host';
import {
  exampleAlreadyHere,
  exampleArrival,
  exampleFormComing,
  exampleDraft,
  exampleSummary,
  fakeHost,
  refuse,
  type Heard,
} from '../../host/fake';
import Drafts from './Drafts.svelte';

afterEach(leave);

type Import = Extract<Request, { ask: 'import' }>;

function shown(answer: (request: Import) => Promise<DraftView>) {
  const heard: Heard = [];
  const opened: DraftView[] = [];
  const host = fakeHost(
    {
      import: (request) =>
        request.take ? answer(request) : Promise.resolve(exampleAlreadyHere('newer')),
    },
    heard,
  );
  const choose = () => Promise.resolve(['/U盘/案例.json']);
  show(Drafts, {
    host,
    choose,
    onopen: (view: DraftView) => opened.push(view),
    onnew: () => {},
    onword: () => {},
  });
  button('打开案例文件').click();
  return { heard, opened };
}

const dialog = () => document.querySelector('dialog');

test('a file whose case is here is asked about, and what was chosen is asked for', async () => {
  const { heard, opened } = shown(() => Promise.resolve(exampleDraft()));
  await vi.waitFor(() => expect(dialog()?.textContent).toContain('这份案例已在草稿里'));
  expect(opened).toEqual([]);
  button('用文件更新草稿').click();
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  expect(heard.filter(({ ask }) => ask === 'import')).toEqual([
    { ask: 'import', file: '/U盘/案例.json' },
    { ask: 'import', file: '/U盘/案例.json', take: 'update' },
  ]);
  expect(dialog()).toBeNull();
});

test('nothing is taken where the question is closed, and what fails is told', async () => {
  const { heard } = shown(refuse('machine', '磁盘已满。'));
  await vi.waitFor(() => expect(dialog()).not.toBeNull());
  button('取消').click();
  await vi.waitFor(() => expect(dialog()).toBeNull());
  expect(heard.filter(({ ask }) => ask === 'import')).toHaveLength(1);
  button('打开案例文件').click();
  await vi.waitFor(() => expect(dialog()).not.toBeNull());
  button('打开已有草稿').click();
  await vi.waitFor(() =>
    expect(document.querySelector('[role=status]')?.textContent).toBe('磁盘已满。'),
  );
});

test('a draft without a name is called by what its call is for', async () => {
  const draft = exampleSummary({ title: '', thing: '论文' });
  const host = fakeHost({ drafts: { drafts: [draft], count: 1 } });
  const choose = () => Promise.resolve([]);
  show(Drafts, { host, choose, onopen: () => {}, onnew: () => {}, onword: () => {} });
  await vi.waitFor(() =>
    expect(document.querySelector('tbody')?.textContent).toContain('未命名论文'),
  );
  expect(document.body.textContent).not.toContain('未命名案例');
});

test('a form package is shown before it is taken, and a draft can be begun by it', async () => {
  const heard: Heard = [];
  const begun: (string | undefined)[] = [];
  const known: unknown[] = [];
  const answers = {
    import: exampleFormComing('absent'),
    take_form: { call: 'word-farms', known: false, kept_for: 0, calls: [] },
  };
  show(Drafts, {
    host: fakeHost(answers, heard),
    choose: () => Promise.resolve(['/U盘/示范家庭农场.shenbao']),
    onopen: () => {},
    onnew: (call?: string) => begun.push(call),
    oncalls: (calls: unknown) => known.push(calls),
    onword: () => {},
  });
  button('打开案例文件或交接包').click();
  await vi.waitFor(() => expect(dialog()?.textContent).toContain('还没有这次征集'));
  expect(heard.some(({ ask }) => ask === 'take_form')).toBe(false);
  button('收下，新建一份').click();
  await vi.waitFor(() => expect(begun).toEqual(['word-farms']));
  expect(known).toHaveLength(1);
  expect(dialog()).toBeNull();
});

test('a package shows what comes before anything is done, and takes what was chosen', async () => {
  const heard: Heard = [];
  const opened: DraftView[] = [];
  const host = fakeHost(
    {
      import: (request) =>
        Promise.resolve(request.take ? exampleDraft() : exampleArrival('diverged')),
    },
    heard,
  );
  const file = '/U盘/一店带多户.shenbao';
  show(Drafts, {
    host,
    choose: () => Promise.resolve([file]),
    onopen: (view: DraftView) => opened.push(view),
    onnew: () => {},
    onword: () => {},
  });
  button('打开案例文件或交接包').click();
  await vi.waitFor(() => expect(dialog()?.textContent).toContain('分别改过'));
  expect(opened).toEqual([]);
  document.querySelectorAll<HTMLInputElement>('dialog input[type=radio]')[1]!.click();
  await vi.waitFor(() => button('把选中的 1 栏放进草稿').click());
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  expect(heard.filter(({ ask }) => ask === 'import')).toEqual([
    { ask: 'import', file },
    { ask: 'import', file, take: 'update', fields: ['values/case_name'] },
  ]);
  expect(dialog()).toBeNull();
});

test('where the words stand is said beside the draft', async () => {
  const drafts = [exampleSummary({ found_in: ['工作概述', '附件'] })];
  const host = fakeHost({ drafts: { drafts, count: 1 } });
  const none = () => {};
  const choose = () => Promise.resolve([]);
  show(Drafts, { host, choose, onopen: none, onnew: none, onword: none });
  await vi.waitFor(() => expect(document.body.textContent).toContain('在：工作概述、附件'));
});
