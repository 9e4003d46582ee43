import { afterEach, expect, test, vi } from 'vitest';
import { fakeHost } from '../host/fake';
import { Thumbnails } from './thumbnails';

afterEach(() => vi.restoreAllMocks());

/** A program that draws when it is told to. */
function drawing() {
  const asked: string[] = [];
  const waiting: { done: (picture: Blob) => void; failed: (why: unknown) => void }[] = [];
  const thumbnail = (_: number, name: string) => {
    asked.push(name);
    return new Promise<Blob>((done, failed) => waiting.push({ done, failed }));
  };
  const thumbnails = new Thumbnails({ ...fakeHost(), thumbnail }, 1);
  return { thumbnails, asked, waiting };
}

const turn = () => new Promise((done) => setTimeout(done));
const none = () => {};

test('two at a time, in the order in which they were asked for', async () => {
  const { thumbnails, asked, waiting } = drawing();
  for (const name of ['一', '二', '三', '四']) thumbnails.ask(name, none);
  expect(asked).toEqual(['一', '二']);
  waiting[1]!.done(new Blob());
  await turn();
  expect(asked).toEqual(['一', '二', '三']);
  waiting[0]!.failed({ code: 'entry', message: '画不出来。' });
  await turn();
  expect(asked).toEqual(['一', '二', '三', '四']);
});

test('what nobody waits for any more is not asked for', async () => {
  const { thumbnails, asked, waiting } = drawing();
  thumbnails.ask('一', none);
  thumbnails.ask('二', none);
  const give = thumbnails.ask('三', none);
  thumbnails.ask('四', none);
  give();
  waiting[0]!.done(new Blob());
  await turn();
  expect(asked).toEqual(['一', '二', '四']);
  // Whoever wants it later gets it.
  thumbnails.ask('三', none);
  waiting[1]!.done(new Blob());
  await turn();
  expect(asked).toEqual(['一', '二', '四', '三']);
});

test('a picture is asked for once, and one that could not be drawn again', async () => {
  const { thumbnails, asked, waiting } = drawing();
  const told: (string | undefined)[] = [];
  thumbnails.ask('一', (url) => told.push(url));
  thumbnails.ask('一', (url) => told.push(url));
  waiting[0]!.done(new Blob());
  await turn();
  thumbnails.ask('一', (url) => told.push(url));
  expect(told).toEqual(['blob:none', 'blob:none', 'blob:none']);
  thumbnails.ask('二', (url) => told.push(url));
  waiting[1]!.failed({ code: 'machine', message: '没有回应。' });
  await turn();
  expect(told[3]).toBeUndefined();
  thumbnails.ask('二', none);
  expect(asked).toEqual(['一', '二', '二']);
});

test('pictures go with the draft, and those on their way are not kept', async () => {
  let made = 0;
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => `blob:${(made += 1)}`);
  const revoked = vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => {});
  const { thumbnails, asked, waiting } = drawing();
  for (const name of ['一', '二', '三']) thumbnails.ask(name, none);
  waiting[0]!.done(new Blob());
  await turn();
  thumbnails.close();
  expect(revoked.mock.calls).toEqual([['blob:1']]);
  waiting[1]!.done(new Blob());
  waiting[2]!.done(new Blob());
  await turn();
  expect(made).toBe(1);
  expect(asked).toEqual(['一', '二', '三']);
});
