import { afterEach, expect, test, vi } from 'vitest';
import type { Host, KeptView, ProgressView, Request } from '../host';
import { exampleDraft, fakeHost, type Heard } from '../host/fake';
import { BY_CONTENT } from '../words/kinds';
import { OpenDraft } from './draft.svelte';
import { Keeping } from './keeping.svelte';

afterEach(() => vi.useRealTimers());

type Keep = Extract<Request, { ask: 'keep' }>;

/** A program that copies until it is let go or told to stop. */
function slow(progress: ProgressView = { done: 0, all: 0 }) {
  const heard: Heard = [];
  let letGo = (_: KeptView) => {};
  let refuse = (_: object) => {};
  const host = fakeHost(
    {
      keep: () =>
        new Promise<KeptView>((done, failed) => {
          [letGo, refuse] = [done, failed];
        }),
      progress: ({ stop }) => {
        if (stop) refuse({ code: 'stopped', message: '已停止。' });
        return Promise.resolve(progress);
      },
    },
    heard,
  );
  return { host, heard, letGo: (kept: KeptView) => letGo(kept) };
}

const asked = (heard: Heard, ask: Request['ask']) => heard.filter((one) => one.ask === ask);

test('how many bytes are done is asked of the same job until it has ended', async () => {
  vi.useFakeTimers();
  const { host, heard, letGo } = slow({ done: 5, all: 9 });
  const keeping = new Keeping(host, 1, 7);
  const kept = keeping.keep({ paths: ['/影/甲.mp4'] }, 'attachments');
  expect(keeping.now).toEqual({ place: 'attachments', done: 0, all: 0, stopping: false });
  await vi.advanceTimersByTimeAsync(500);
  expect(keeping.now).toMatchObject({ done: 5, all: 9 });
  const { job } = asked(heard, 'keep')[0] as Keep;
  expect(asked(heard, 'progress')).toEqual([
    { ask: 'progress', draft: 1, job, stop: false },
    { ask: 'progress', draft: 1, job, stop: false },
  ]);
  letGo({ names: ['甲.mp4'], refused: [] });
  expect(await kept).toEqual({ names: ['甲.mp4'], refused: [] });
  expect(keeping.now).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked(heard, 'progress')).toHaveLength(2);
});

test('stopping is said at once, and then nothing was kept', async () => {
  const { host, heard } = slow();
  const keeping = new Keeping(host, 1, 7);
  const kept = keeping.keep({ paths: ['/影/甲.mp4'] }, 'attachments');
  keeping.stop();
  expect(keeping.now?.stopping).toBe(true);
  await expect(kept).rejects.toMatchObject({ code: 'stopped' });
  expect(asked(heard, 'progress')).toMatchObject([{ stop: true }]);
  expect(keeping.now).toBeUndefined();
});

test('a copy that ended while it was being stopped was stopped', async () => {
  const host = fakeHost({ keep: () => Promise.resolve({ names: ['甲.mp4'], refused: [] }) });
  const keeping = new Keeping(host, 1, 7);
  const kept = keeping.keep({ paths: ['/影/甲.mp4'] }, 'attachments');
  keeping.stop();
  await expect(kept).rejects.toMatchObject({ code: 'stopped' });
});

test('one lot at a time', async () => {
  const { host, heard, letGo } = slow();
  const keeping = new Keeping(host, 1, 7);
  const first = keeping.keep({ paths: ['/甲.mp4'] }, 'attachments');
  await expect(keeping.keep({ paths: ['/乙.jpg'] }, 'material')).rejects.toMatchObject({
    code: 'blocked',
  });
  expect(keeping.now?.place).toBe('attachments');
  letGo({ names: ['甲.mp4'], refused: [] });
  await first;
  expect(asked(heard, 'keep')).toHaveLength(1);
});

test('what is typed while files are copied is saved meanwhile, and attached are they afterwards', async () => {
  const { host, heard, letGo } = slow();
  const draft = new OpenDraft(host, exampleDraft());
  const added = draft.addFiles(BY_CONTENT, { paths: ['/甲.jpg'] });
  draft.edit('values/text', '一');
  await draft.settled();
  expect(heard.map(({ ask }) => ask)).toEqual(['keep', 'edit']);
  letGo({ names: ['甲.jpg'], refused: ['“乙.jpg”是空文件。'] });
  expect((await added).refused).toEqual(['“乙.jpg”是空文件。']);
  expect(heard[2]).toMatchObject({ ask: 'attach', draft: 1, token: 7, kind: null, slot: '' });
  expect(heard[2]).toMatchObject({ names: ['甲.jpg'] });
});

test('nothing is attached where nothing could be taken', async () => {
  const heard: Heard = [];
  const keep = { names: [], refused: ['“乙.jpg”是空文件。'] };
  const draft = new OpenDraft(fakeHost({ keep }, heard), exampleDraft());
  await draft.addFiles({ kind: 'photo', slot: '' }, { paths: ['/乙.jpg'] });
  expect(heard.map(({ ask }) => ask)).toEqual(['keep']);
});

test('closing a draft stops what is being copied', async () => {
  const { host, heard } = slow();
  const draft = new OpenDraft(host, exampleDraft());
  const added = draft.addFiles(BY_CONTENT, { paths: ['/甲.jpg'] });
  draft.close();
  await expect(added).rejects.toMatchObject({ code: 'stopped' });
  expect(asked(heard, 'attach')).toEqual([]);
});

test('whoever leaves does not wait for ever', async () => {
  vi.useFakeTimers();
  const host: Host = { ...fakeHost(), ask: () => new Promise(() => {}) };
  const keeping = new Keeping(host, 1, 7);
  void keeping.keep({ paths: ['/甲.jpg'] }, 'attachments');
  let ended = false;
  void keeping.end().then(() => (ended = true));
  await vi.advanceTimersByTimeAsync(4000);
  expect(ended).toBe(false);
  await vi.advanceTimersByTimeAsync(2000);
  expect(ended).toBe(true);
});

const file = (name: string, length: number) => new File(['x'.repeat(length)], name);

test('a browser brings files over one by one, and counts the bytes of all', async () => {
  const seen: (number | undefined)[] = [];
  const jobs = new Set<number>();
  const keeping: Keeping = new Keeping(
    {
      ...fakeHost(),
      upload: async (_draft, _token, { name, size }, job, onbytes) => {
        jobs.add(job);
        onbytes(size / 2);
        seen.push(keeping.now?.done);
        if (name === '坏.jpg') throw { code: 'entry', message: '读不了。' };
        return { names: [name], refused: name === '空.jpg' ? ['“空.jpg”是空文件。'] : [] };
      },
    },
    1,
    7,
  );
  const files = [file('甲.jpg', 4), file('坏.jpg', 2), file('空.jpg', 6)];
  const kept = keeping.keep({ files }, 'attachments');
  expect(await kept).toEqual({
    names: ['甲.jpg', '空.jpg'],
    refused: ['“坏.jpg”没有添加：读不了。', '“空.jpg”是空文件。'],
  });
  expect(seen).toEqual([2, 5, 9]);
  expect(jobs.size).toBe(3);
});

test('stopping ends the file that is brought over, and none follows', async () => {
  const names: string[] = [];
  const host: Host = {
    ...fakeHost(),
    upload: (_draft, _token, { name }, _job, _onbytes, signal) => {
      names.push(name);
      return new Promise((_, failed) =>
        signal.addEventListener('abort', () => failed({ code: 'stopped', message: '已停止。' })),
      );
    },
  };
  const keeping = new Keeping(host, 1, 7);
  const kept = keeping.keep({ files: [file('甲.mp4', 4), file('乙.mp4', 4)] }, 'attachments');
  keeping.stop();
  await expect(kept).rejects.toMatchObject({ code: 'stopped' });
  expect(names).toEqual(['甲.mp4']);
});

test('whose draft was taken over brings no further file', async () => {
  let count = 0;
  const host: Host = {
    ...fakeHost(),
    upload: () => {
      count += 1;
      return Promise.reject({ code: 'taken_over', message: '已在另一个页面打开。' });
    },
  };
  const kept = new Keeping(host, 1, 7).keep({ files: [file('甲', 1), file('乙', 1)] }, 'material');
  await expect(kept).rejects.toMatchObject({ code: 'taken_over' });
  expect(count).toBe(1);
});
