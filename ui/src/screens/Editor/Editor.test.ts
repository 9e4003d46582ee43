import { flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { button, control, leave, press, settle, show, type } from '../../acting';
import { OpenDraft } from '../../draft/draft.svelte';
import { goTo } from '../../draft/go';
import { FAULTY, WRITTEN, exampleDraft, fakeHost, type Heard } from '../../host/fake';
import Editor from './Editor.svelte';

afterEach(leave);

function edit(first = {}, heard: Heard = []) {
  const host = fakeHost({}, heard);
  const draft = new OpenDraft(host, exampleDraft(first));
  show(Editor, {
    host,
    draft,
    choose: () => Promise.resolve([]),
    onback: () => {},
    onagain: () => {},
    onnewer: () => {},
  });
  return draft;
}

const text = () => document.body.textContent;
const papers = () => [...document.querySelectorAll('aside option')].map((one) => one.textContent);

test('another route shows its own forms and papers', async () => {
  const heard: Heard = [];
  edit({}, heard);
  expect(text()).toContain('不填就不报送这张表');
  expect(text()).not.toContain('汇总表上要写的');
  expect(papers()).toEqual(['网络扶贫优秀案例申报表', '联络员回执']);
  const picker = document.querySelector('aside select') as HTMLSelectElement;
  picker.value = 'receipt';
  picker.dispatchEvent(new Event('change', { bubbles: true }));
  const asked = () => heard.filter(({ ask }) => ask === 'paper').pop();
  await vi.waitFor(() => expect(asked()).toMatchObject({ form: 'receipt' }));
  (document.querySelectorAll('input[name=route]')[1] as HTMLInputElement).click();
  flushSync();
  expect(text()).toContain('汇总表上要写的');
  expect(document.getElementById('field-leader')).not.toBeNull();
  expect(text()).not.toContain('不填就不报送这张表');
  expect(papers()).toEqual(['网络扶贫优秀案例申报表', '推荐汇总表（汇总）']);
  // The form that was looked at is not asked for by this route.
  await vi.waitFor(() => expect(asked()).toMatchObject({ form: 'js-2020-case' }));
});

test('what the form of today has no place for can be read', async () => {
  edit();
  expect(text()).not.toContain('现在的表里没有位置');
  await leave();
  const view = exampleDraft();
  const aside = [{ label: 'lead', text: '旧表里的概述' }];
  const draft = new OpenDraft(fakeHost(), { ...view, set_aside: aside });
  const none = () => {};
  const choose = () => Promise.resolve([]);
  show(Editor, { host: fakeHost(), draft, choose, onback: none, onagain: none, onnewer: none });
  expect(text()).toContain('旧表里的概述');
});

test('a form that need not come is open once something of it is there', () => {
  edit({ values: { receipt_unit: '舒城县委网信办' } });
  const details = document.getElementById('field-receipt_unit')!.closest('details')!;
  expect(details.open).toBe(true);
});

test('every finding leads to its place', () => {
  edit({ ...FAULTY, values: { ...FAULTY.values, receipt_unit: null } });
  const focused = () => document.activeElement?.id;
  for (const [path, id] of [
    ['rows/1/mobile', 'field-rows/1/mobile'],
    ['links/2', 'field-links/2'],
    ['regions/2', 'field-regions/2'],
    ['answers/facts', 'field-answers/facts'],
    ['answers/true', 'field-answers/true'],
    ['attachments/1', 'attachment-1-kind'],
    ['attachments/9', 'field-attachments'],
    ['attachments', 'field-attachments'],
    ['period', 'field-period'],
    ['contact/phone', 'field-contact'],
    ['receipt_unit', 'field-receipt_unit'],
    ['', 'whole-case'],
    ['nothing/at/all', 'whole-case'],
  ] as const) {
    goTo(path);
    expect(focused(), path).toBe(id);
  }
  expect(document.getElementById('field-receipt_unit')!.closest('details')!.open).toBe(true);
});

test('findings about the material lead to its blocks, and about the whole to its head', () => {
  edit(WRITTEN);
  const focused = () => document.activeElement?.id;
  for (const [path, id] of [
    ['material/2', 'field-material/2'],
    ['material/4/rows', 'field-material/4'],
    ['material/6', 'field-material/6'],
    ['appendix', 'field-appendix'],
    ['appendix/reports', 'field-appendix'],
  ] as const) {
    goTo(path);
    expect(focused(), path).toBe(id);
  }
  for (const path of ['material', 'material/99']) {
    goTo(path);
    const place = document.activeElement?.closest('[data-field]') as HTMLElement;
    expect(place.dataset['field'], path).toBe('material');
    expect(place.textContent).toContain('图片不到 3 张');
  }
});

test('the material has a paper once there is something of it, and is shown on request', async () => {
  const heard: Heard = [];
  const draft = edit({}, heard);
  expect(papers()).not.toContain('案例材料');
  draft.edit('appendix', { photos_per_page: 2 });
  flushSync();
  expect(papers()).toEqual(['网络扶贫优秀案例申报表', '联络员回执', '案例材料']);
  button('参考材料').click();
  button('看纸样').click();
  flushSync();
  const asked = () => heard.filter(({ ask }) => ask === 'paper').pop();
  await vi.waitFor(() => expect(asked()).toMatchObject({ form: 'material' }));
  draft.edit('appendix', {});
  flushSync();
  await vi.waitFor(() => expect(asked()).toMatchObject({ form: 'js-2020-case' }));
});

test('lines of a roundup lead to what it asks', () => {
  edit({ route: 'recommended' });
  goTo('cases/3/leader');
  expect(document.activeElement?.id).toBe('field-leader');
});

test('from the export dialog to a place', async () => {
  edit(FAULTY);
  button('导出…').click();
  flushSync();
  const link = [...document.querySelectorAll('dialog button')].find((one) =>
    one.textContent?.includes('不是网址'),
  ) as HTMLElement;
  link.click();
  await settle();
  expect(document.querySelector('dialog')).toBeNull();
  expect(document.activeElement?.id).toBe('field-links/2');
});

test('what went wrong out of sight is told until it was read', async () => {
  const draft = edit();
  draft.notice = '有 1 个文件没有添加，原因写在“附件”里。';
  flushSync();
  const message = document.querySelector('.message')!;
  expect(message.textContent).toContain('有 1 个文件没有添加');
  button('知道了').click();
  await settle();
  expect([draft.notice, document.querySelector('.message')]).toEqual(['', null]);
});

test('guidance stands beside the form, is searched, and gives the focus back', async () => {
  const heard: Heard = [];
  edit({}, heard);
  const opener = button('扶贫工作概述：看参考材料');
  opener.focus();
  opener.click();
  await settle();
  expect(document.activeElement?.id).toBe('guidance-search');
  const asked = () => heard.filter(({ ask }) => ask === 'guidance').pop();
  await vi.waitFor(() => expect(asked()).toMatchObject({ draft: 1, words: '' }));
  await vi.waitFor(() => expect(text()).toContain('责任部门：省商务厅、省扶贫办'));
  type(control('guidance-search'), '电商');
  await vi.waitFor(() => expect(asked()).toMatchObject({ words: '电商' }));
  press('Escape');
  await settle();
  expect(document.getElementById('guidance-search')).toBeNull();
  expect(document.activeElement).toBe(opener);
});

test('saving elsewhere tells which folder belongs to the file, and asks before it leaves files out', async () => {
  const heard: Heard = [];
  const host = fakeHost(
    {
      save_as: (request) =>
        request.without
          ? Promise.resolve({ folder: '案例-附件', files: 1, left_out: ['坏.jpg'] })
          : Promise.reject({ code: 'left_out', message: '有 1 个附件读不出来（“坏.jpg”）。' }),
    },
    heard,
  );
  const none = () => {};
  const choose = () => Promise.resolve(['/交/案例.json']);
  const draft = new OpenDraft(host, exampleDraft());
  show(Editor, { host, draft, choose, onback: none, onagain: none, onnewer: none });
  button('另存为案例文件…').click();
  await vi.waitFor(() => expect(text()).toContain('读不出来（“坏.jpg”）'));
  flushSync();
  expect(document.querySelector('.message')).toBeNull();
  button('不带这些附件，另存').click();
  await vi.waitFor(() => expect(text()).toContain('文件夹“案例-附件”里'));
  expect(text()).toContain('一起带走');
  expect(text()).toContain('没有带上：坏.jpg');
  expect(heard.filter(({ ask }) => ask === 'save_as')).toMatchObject([
    { without: false },
    { without: true },
  ]);
});

test('a draft is handed over as one file, and what is not in it is told', async () => {
  const heard: Heard = [];
  const host = fakeHost(
    { hand_over: { files: ['/交/一店带多户.shenbao'], missing: ['没有.jpg'] } },
    heard,
  );
  const none = () => {};
  const asked: unknown[] = [];
  const choose = (what: unknown) => {
    asked.push(what);
    return Promise.resolve(['/交/一店带多户.shenbao']);
  };
  const draft = new OpenDraft(host, exampleDraft());
  show(Editor, { host, draft, choose, onback: none, onagain: none, onnewer: none });
  button('移交…').click();
  flushSync();
  button('选位置').click();
  await vi.waitFor(() => expect(text()).toContain('已打成交接包： /交/一店带多户.shenbao'));
  expect(text()).toContain('没有打进去（文件不在）：没有.jpg');
  expect(asked).toMatchObject([{ new_package: expect.stringMatching(/\.shenbao$/) }]);
  expect(heard.find(({ ask }) => ask === 'hand_over')).toMatchObject({
    draft: draft.id,
    file: '/交/一店带多户.shenbao',
  });
});

test('undo goes to what it changed and says so', async () => {
  const step = { path: 'links/2', words: '已撤销：网址第 2 个，恢复为没有填。' };
  const host = fakeHost({ undo: { seq: 0, step } });
  const draft = new OpenDraft(host, exampleDraft({ ...FAULTY, can_undo: true }));
  const none = () => {};
  show(Editor, {
    host,
    draft,
    choose: () => Promise.resolve([]),
    onback: none,
    onagain: none,
    onnewer: none,
  });
  press('z', { ctrlKey: true });
  await vi.waitFor(() => expect(document.activeElement?.id).toBe('field-links/2'));
  flushSync();
  expect(document.querySelector('.told')?.textContent).toBe(step.words);
});
