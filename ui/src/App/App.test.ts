import { mount, unmount } from 'svelte';
import { expect, test, vi } from 'vitest';
import { drag } from '../acting';
import type { Host } from '../host';
import { exampleCall, exampleSummary, fakeHost, refuse, type Heard } from '../host/fake';
import App from './App.svelte';

async function shown(host: Host, look: () => Promise<void>) {
  const app = mount(App, { target: document.body, props: { host } });
  await look();
  await unmount(app);
}

async function press(words: string) {
  const found = () =>
    [...document.querySelectorAll('button')].find((button) => button.textContent?.includes(words));
  await vi.waitFor(() => expect(found()).toBeTruthy());
  found()!.click();
}

const editing = () =>
  vi.waitFor(() => expect(document.querySelector('h1')?.textContent).toBe('未命名案例'));

test('from the list to a new case and back', () =>
  shown(fakeHost(), async () => {
    await press('新建案例');
    await press('开始填写');
    await editing();
    await press('全部草稿');
    await vi.waitFor(() => expect(document.querySelector('h2')?.textContent).toBe('草稿'));
  }));

test('what is typed goes to the program, and markup stays text', () => {
  const heard: Heard = [];
  const drafts = { drafts: [exampleSummary({ title: '<img src=x onerror=alert(1)>' })], count: 1 };
  return shown(fakeHost({ drafts }, heard), async () => {
    await press('<img src=x onerror=alert(1)>');
    await vi.waitFor(() => expect(document.querySelector('#field-text')).toBeTruthy());
    expect(document.querySelector('img[src=x]')).toBeNull();
    const control = document.querySelector<HTMLInputElement>('#field-text')!;
    control.value = '𠮷林案例';
    control.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await vi.waitFor(() =>
      expect(heard.find(({ ask }) => ask === 'edit')).toMatchObject({
        address: 'values/text',
        entry: '𠮷林案例',
        token: 7,
      }),
    );
  });
});

test('a draft that cannot be saved is not left', () =>
  shown(fakeHost({ close_draft: refuse('machine', '磁盘已满。') }), async () => {
    await press('新建案例');
    await press('开始填写');
    await editing();
    await press('全部草稿');
    await vi.waitFor(() =>
      expect(document.querySelector('dialog')?.textContent).toContain('磁盘已满'),
    );
    expect(document.querySelector('h1')?.textContent).toBe('未命名案例');
  }));

test('after damage the last good copy is offered, and only then anything is done', () => {
  const heard: Heard = [];
  const name = '2020-06-19.db';
  const copies = [{ name, day: '2020-06-19', drafts: 7, changed: null, titles: ['一店带多户'] }];
  const readable = { whole: 6, from_copies: 1, in_part: 0 };
  const start = {
    calls: [exampleCall()],
    unused: [],
    messages: [],
    drafts: { state: 'damaged' as const, path: '/home/li/drafts.db', readable, copies },
  };
  return shown(fakeHost({ start }, heard), async () => {
    await vi.waitFor(() => expect(document.body.textContent).toContain('一店带多户'));
    expect(heard.map(({ ask }) => ask)).toEqual(['start']);
    await press('用这份备份继续');
    await vi.waitFor(() => expect(document.querySelector('h2')?.textContent).toBe('草稿'));
    expect(heard).toContainEqual({
      ask: 'recover',
      readable: false,
      with_copy: true,
      copy: name,
    });
  });
});

test('a draft that was opened elsewhere is told and can be taken back', () => {
  const heard: Heard = [];
  const edit = refuse('taken_over', '已在另一个页面打开。');
  return shown(fakeHost({ edit }, heard), async () => {
    await press('新建案例');
    await press('开始填写');
    await editing();
    const control = document.querySelector<HTMLInputElement>('#field-text')!;
    control.value = '一';
    control.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await press('在这里继续编辑');
    await vi.waitFor(() => expect(heard).toContainEqual({ ask: 'open_draft', draft: 1 }));
    await vi.waitFor(() => expect(document.querySelector('dialog')).toBeNull());
  });
});

/** A copy that ends only when it is stopped, in a draft that is open. */
function copying(heard: Heard) {
  let stop = (_: object) => {};
  return {
    ...fakeHost(
      {
        keep: () => new Promise((_, failed) => (stop = failed)),
        progress: (asked) => {
          if (asked.stop) stop({ code: 'stopped', message: '已停止。' });
          return Promise.resolve({ done: 1, all: 2 });
        },
      },
      heard,
    ),
    choose: () => Promise.resolve(['/影/会议.mp4']),
  };
}

const dialog = () => document.querySelector('dialog')?.textContent;

test('a draft is not left during a copy without asking, and then the copy ends first', () => {
  const heard: Heard = [];
  return shown(copying(heard), async () => {
    await press('新建案例');
    await press('开始填写');
    await editing();
    await press('选择文件…');
    await vi.waitFor(() => expect(document.querySelector('progress')).toBeTruthy());
    await press('全部草稿');
    await vi.waitFor(() => expect(dialog()).toContain('文件还在复制'));
    await press('留下，继续复制');
    await vi.waitFor(() => expect(dialog()).toBeUndefined());
    expect(document.querySelector('progress')).toBeTruthy();
    await press('全部草稿');
    await press('停止复制并离开');
    await vi.waitFor(() => expect(document.querySelector('h2')?.textContent).toBe('草稿'));
    const asked = heard.map(({ ask }) => ask);
    expect(asked).not.toContain('attach');
    const stopped = heard.findIndex((one) => one.ask === 'progress' && one.stop);
    expect(stopped).toBeGreaterThan(0);
    expect(asked.indexOf('close_draft')).toBeGreaterThan(stopped);
  });
});

test('the program is not closed during a copy without asking', () => {
  let close = () => {};
  let left = 0;
  const host: Host = {
    ...copying([]),
    onclosing: (run) => (close = run),
    leave: () => Promise.resolve(void (left += 1)),
  };
  return shown(host, async () => {
    await press('新建案例');
    await press('开始填写');
    await editing();
    await press('选择文件…');
    await vi.waitFor(() => expect(document.querySelector('progress')).toBeTruthy());
    close();
    await vi.waitFor(() => expect(dialog()).toContain('文件还在复制'));
    expect(left).toBe(0);
    await press('停止复制并离开');
    await vi.waitFor(() => expect(left).toBe(1));
  });
});

test('a case file that the program is started with again waits until the open draft is closed', () => {
  const heard: Heard = [];
  const files = [null, '/案例.json'];
  const take_file = () => Promise.resolve(files.shift() ?? null);
  let again = () => {};
  const host: Host = {
    ...fakeHost({ take_file }, heard),
    onagain: (run) => (again = run),
  };
  return shown(host, async () => {
    await press('新建案例');
    await press('开始填写');
    await editing();
    again();
    await vi.waitFor(() =>
      expect(heard.filter((one) => one.ask === 'import')).toEqual([
        { ask: 'import', file: '/案例.json' },
      ]),
    );
    const asked = heard.map((one) => one.ask);
    expect(asked.indexOf('close_draft')).toBeLessThan(asked.indexOf('import'));
  });
});

test('a file that is dropped on any screen never takes the place of the page', () =>
  shown(fakeHost(), async () => {
    await press('新建案例');
    await vi.waitFor(() => expect(document.querySelector('article')).toBeTruthy());
    expect(drag('dragover', document.querySelector('article')!)).toBe(false);
    expect(drag('drop', document.querySelector('article')!)).toBe(false);
  }));
