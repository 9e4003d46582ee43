import { afterEach, expect, test, vi } from 'vitest';
import { button, leave, settle, show } from '../../acting';
import { OpenDraft } from '../../draft/draft.svelte';
import type { ExportedView, Request } from '../../host';
import { HEAVY, exampleDraft, fakeHost, refuse, type Heard } from '../../host/fake';
import ExportDialog from './ExportDialog.svelte';

afterEach(leave);

const WRITTEN: ExportedView = {
  folder: '/报送/案例',
  numbered: false,
  files: ['附件/照片01.jpg'],
  cleaned: [],
  uncleaned: [],
};

type Told = Parameters<typeof fakeHost>[0];

function shown(told: Told) {
  const heard: Heard = [];
  const host = fakeHost(told, heard);
  const draft = new OpenDraft(host, exampleDraft());
  const choose = () => Promise.resolve(['/报送']);
  show(ExportDialog, { host, draft, choose, onclose: () => {}, ongo: () => {} });
  button('导出正式稿').click();
  return heard;
}

const text = () => document.body.textContent!.replace(/\s+/g, ' ');
type Export = Extract<Request, { ask: 'export' }>;

test('writing shows its bytes and can be stopped', async () => {
  let stop = (_: object) => {};
  const heard = shown({
    export: () => new Promise((_, failed) => (stop = failed)),
    progress: (asked) => {
      if (asked.stop) stop({ code: 'stopped', message: '已停止，没有留下文件。' });
      return Promise.resolve({ done: 1_234_567_890, all: 4_012_345_678 });
    },
  });
  await vi.waitFor(() => expect(text()).toContain('1.2 GB / 4.0 GB'));
  button('停止').click();
  await vi.waitFor(() => expect(text()).toContain('已停止，没有留下文件。'));
  const { job } = heard.find(({ ask }) => ask === 'export') as Export;
  const told = heard.filter((one) => one.ask === 'progress');
  expect(told[0]).toEqual({ ask: 'progress', draft: 1, job, stop: false });
  expect(told[told.length - 1]).toEqual({ ask: 'progress', draft: 1, job, stop: true });
  expect(button('导出正式稿').disabled).toBe(false);
});

test('what photos and videos lost is said, and of each what', async () => {
  const cleaned = [
    { file: '附件/工程-案例-视频01.mp4', removed: ['拍摄地点'], label: null },
    {
      file: '附件/工程-案例-照片01.jpg',
      removed: ['拍摄地点', '拍摄时间、相机和参数'],
      label: '人工智能生成标识',
    },
  ];
  const files = ['工程-案例.pdf', ...cleaned.map(({ file }) => file), '清单.txt'];
  shown({ export: { ...WRITTEN, files, cleaned } });
  await vi.waitFor(() =>
    expect(text()).toContain(
      '2 个文件的副本已去掉其中的拍摄地点、拍摄时间、相机和参数，原件不变。',
    ),
  );
  const items = [...document.querySelectorAll('details li')].map((item) => item.textContent);
  expect(items).toEqual([
    '附件/…-视频01.mp4：拍摄地点',
    '附件/…-照片01.jpg：拍摄地点；拍摄时间、相机和参数（保留了人工智能生成标识）',
  ]);
  expect(text()).toContain('文件夹里有： 工程-案例.pdf附件/…-视频01.mp4');
});

test('what may still tell where it was taken stands above', async () => {
  const removed = ['拍摄地点', '拍摄时间、相机和参数', '缩略图', '说明'];
  const cleaned = [{ file: '附件/照片01.jpg', removed, label: null }];
  shown({ export: { ...WRITTEN, cleaned, uncleaned: ['附件/视频02.avi：不能清除。'] } });
  await vi.waitFor(() => expect(text()).toContain('附件/视频02.avi：不能清除。'));
  expect(text()).toMatch(
    /提醒 有 1 个文件可能仍写有拍摄地点等信息.*1 个文件的副本已去掉.*缩略图等信息/,
  );
});

test('without photos nothing is said of them', async () => {
  shown({ export: WRITTEN });
  await vi.waitFor(() => expect(text()).toContain('已导出到'));
  expect(text()).not.toMatch(/副本|拍摄/);
});

test('what could not be written is told', async () => {
  shown({ export: refuse('machine', '磁盘已满。') });
  await settle();
  await vi.waitFor(() =>
    expect(document.querySelector('[role=alert]')?.textContent).toBe('磁盘已满。'),
  );
});

test('that a mail takes less is said before and after', async () => {
  const host = fakeHost({ export: WRITTEN });
  const draft = new OpenDraft(host, exampleDraft({ findings: [HEAVY] }));
  const choose = () => Promise.resolve(['/报送']);
  show(ExportDialog, { host, draft, choose, onclose: () => {}, ongo: () => {} });
  expect(text()).toContain(HEAVY.message);
  button('导出正式稿').click();
  await vi.waitFor(() => expect(text()).toContain('已导出到'));
  expect(text()).toContain('会议.mp4');
});

test('the folder is zipped when that is asked for, and where it lies is said', async () => {
  const heard = shown({ export: WRITTEN });
  await vi.waitFor(() => expect(text()).toContain('已导出到'));
  expect(heard.map(({ ask }) => ask)).not.toContain('zip_folder');
  button('压缩成一个 zip').click();
  await vi.waitFor(() => expect(text()).toContain('已压缩成： /报送/农村电商工程-一店带多户.zip'));
  const asked = heard.find(({ ask }) => ask === 'zip_folder');
  expect(asked).toMatchObject({ draft: 1, folder: '/报送/案例' });
  expect(button('压缩成一个 zip').disabled).toBe(true);
});
