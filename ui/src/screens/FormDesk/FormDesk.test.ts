import { afterEach, expect, test, vi } from 'vitest';
import { button, leave, press, settle, show, type } from '../../acting';
import { exampleDesk, exampleDeskForm, fakeHost, refuse, type Heard } from '../../host/fake';
import FormDesk from './FormDesk.svelte';

afterEach(leave);

async function open(heard: Heard = [], answers: Parameters<typeof fakeHost>[0] = {}) {
  const onback = vi.fn();
  const onfill = vi.fn();
  const onsaved = vi.fn();
  const choose = () => Promise.resolve(['/U盘/表.shenbao']);
  const host = fakeHost(answers, heard);
  show(FormDesk, { host, call: 'word', choose, onsaved, onfill, onback });
  await settle();
  return { onback, onfill, onsaved };
}

const text = () => document.body.textContent;
const cell = (at: string) => document.querySelector<HTMLButtonElement>(`[data-cell="${at}"]`)!;
const changes = (heard: Heard) => heard.filter((request) => request.ask === 'change_form');

test('a cell that is chosen shows what is said of it, and a change goes to the program', async () => {
  const heard: Heard = [];
  await open(heard);
  cell('0/0/1').click();
  await settle();
  const label = [...document.querySelectorAll('textarea')].find(
    ({ value }) => value === '案例名称',
  )!;
  type(label, '项目名称');
  label.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
  expect(changes(heard)).toEqual([
    {
      ask: 'change_form',
      call: 'word',
      state: 3,
      form: 'word',
      change: { is: 'set', address: 'field/0', key: 'label', entry: '项目名称' },
    },
  ]);
  // The next change is of the state that came back.
  button('下面加一行').click();
  await settle();
  expect(changes(heard)[1]).toMatchObject({
    state: 4,
    change: { is: 'cells', table: 0, how: { do: 'insert_row', at: 1 } },
  });
});

test('the arrows go from cell to cell, and with Shift choose several to be merged', async () => {
  const heard: Heard = [];
  await open(heard);
  cell('0/0/0').focus();
  press('ArrowDown');
  await settle();
  expect(document.activeElement).toBe(cell('0/1/0'));
  press('ArrowRight', { shiftKey: true });
  await settle();
  expect(document.querySelectorAll('.cell[aria-pressed=true]')).toHaveLength(2);
  button('合并选中的格').click();
  await settle();
  expect(changes(heard)[0]).toMatchObject({
    change: { how: { do: 'merge', from: [1, 0], to: [1, 1] } },
  });
});

test('a line between columns moves by the arrows', async () => {
  const heard: Heard = [];
  await open(heard);
  document.querySelector<HTMLElement>('[role=separator]')!.focus();
  press('ArrowRight');
  press('ArrowLeft', { shiftKey: true });
  await settle();
  expect(changes(heard).map(({ change }) => change)).toEqual([
    { is: 'cells', table: 0, how: { do: 'move_line', column: 0, by: 1 } },
    { is: 'cells', table: 0, how: { do: 'move_line', column: 0, by: -5 } },
  ]);
});

test('a number that is none is told and asks nothing', async () => {
  const heard: Heard = [];
  await open(heard);
  cell('0/0/1').click();
  await settle();
  const most = document.querySelector<HTMLInputElement>('input[inputmode=numeric]')!;
  type(most, '三十');
  most.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
  expect(text()).toContain('这里写整数');
  type(most, '30');
  most.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
  expect(changes(heard).map(({ change }) => change)).toEqual([
    { is: 'set', address: 'field/0', key: 'max_zi', entry: 30 },
  ]);
});

test('a fault leads to its place, what is refused is told, undo says what it takes back', async () => {
  const heard: Heard = [];
  await open(heard, { change_form: refuse('entry', '一列至少宽 3 毫米。') });
  expect(text()).toContain('1 处要改');
  button('盖章处“unit”').click();
  await settle();
  expect(document.activeElement?.classList.contains('panel')).toBe(true);
  document.querySelector<HTMLElement>('[role=separator]')!.focus();
  press('ArrowLeft');
  await settle();
  expect(document.querySelector('[role=alert]')?.textContent).toContain('至少宽 3 毫米');
  button('撤销').click();
  await settle();
  expect(text()).toContain('已撤销：改栏目“案例名称”的名称');
  expect(heard.at(-1)).toMatchObject({ ask: 'undo_form', state: 3, redo: false });
});

test('it is tried with a sample, saved, and a case is begun by it', async () => {
  const heard: Heard = [];
  const { onfill, onsaved } = await open(heard);
  button('试填').click();
  await settle();
  expect(heard.at(-1)).toMatchObject({ ask: 'try_fill', form: 'word', filled: true, state: 3 });
  await vi.waitFor(() => expect(text()).toContain('还没有照片'));
  button('开始填写').click();
  await vi.waitFor(() => expect(onfill).toHaveBeenCalled());
  expect(onsaved).toHaveBeenCalledOnce();
  expect(heard.some(({ ask }) => ask === 'save_form')).toBe(true);
});

test('what is saved is handed on as a form package', async () => {
  const heard: Heard = [];
  const digest = '7fa0c1d2e3b4'.padEnd(64, '0');
  const packed = { file: '/U盘/表.shenbao', state: 'packed', call: 'word', digest };
  await open(heard, { pack_form: packed });
  button('交给别人').click();
  await vi.waitFor(() => expect(text()).toContain('校验值 7fa0c1d2e3b4）'));
  expect(heard.map(({ ask }) => ask).slice(-2)).toEqual(['save_form', 'pack_form']);
  expect(heard.at(-1)).toMatchObject({ call: 'word', file: '/U盘/表.shenbao' });
});

test('whoever leaves with changes is asked, and loses nothing either way', async () => {
  const { onback } = await open();
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
  button('← 全部草稿').click();
  await settle();
  expect(onback).not.toHaveBeenCalled();
  expect(text()).toContain('改动都留着');
  button('先不保存，离开').click();
  expect(onback).toHaveBeenCalledOnce();
});

test('the page of the call shows how what is sent is named, and adds a day', async () => {
  const heard: Heard = [];
  await open(heard, { open_form_desk: exampleDesk({ faults: [], forms: [exampleDeskForm()] }) });
  button('征集').click();
  await settle();
  expect(text()).toContain('某某案例-某某县某某公司');
  button('加中途的日期').click();
  await settle();
  expect(changes(heard)[0]).toMatchObject({
    form: '',
    change: { is: 'add_table', parent: '', key: 'deadline', at: 1 },
  });
});
