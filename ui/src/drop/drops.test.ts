import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drag, nativeDrops } from '../acting';
import type { Given } from '../draft/keeping.svelte';
import type { Host } from '../host';
import { fakeHost } from '../host/fake';
import { drops } from './drops.svelte';

const serve: Host = { ...fakeHost(), upload: () => Promise.reject(new Error('not asked')) };

let taken: Given[] = [];
let end: (() => void)[] = [];
const byId = (id: string) => document.getElementById(id)!;

beforeEach(() => {
  document.body.innerHTML =
    '<main><textarea id="text"></textarea><p id="else"></p><div id="place"><b id="inside"></b></div></main>';
  const place = drops.place(byId('place'), (given) => taken.push(given));
  end.push(place.destroy);
});
afterEach(() => {
  for (const one of end) one();
  [taken, end] = [[], []];
  document.body.replaceChildren();
  vi.useRealTimers();
});

const watch = (host: Host) => end.push(drops.watch(host));
const photo = new File(['x'], '现场.jpg');

test('the system tells where files lie, and the place below them takes them', () => {
  const native = nativeDrops(fakeHost());
  watch(native.host);
  native.over(byId('else'));
  expect([drops.dragging, drops.over]).toEqual([true, undefined]);
  native.over(byId('inside'));
  expect(drops.over).toBe(byId('place'));
  native.drop(['/照片/现场.jpg'], byId('inside'));
  expect(taken).toEqual([{ paths: ['/照片/现场.jpg'] }]);
  expect([drops.dragging, drops.over, drops.missed]).toEqual([false, undefined, false]);
});

test('what is let go elsewhere is told, and gone when something is dragged again', () => {
  const native = nativeDrops(fakeHost());
  watch(native.host);
  native.drop(['/照片/现场.jpg'], byId('else'));
  expect([taken, drops.missed]).toEqual([[], true]);
  native.over(byId('else'));
  expect(drops.missed).toBe(false);
  native.leave();
  expect(drops.dragging).toBe(false);
});

test('words that are dragged are no files', () => {
  const native = nativeDrops(fakeHost());
  watch(native.host);
  native.drop([], byId('inside'));
  expect([taken, drops.missed]).toEqual([[], false]);
});

test('a screen without a place for files says nothing of them', () => {
  const native = nativeDrops(fakeHost());
  watch(native.host);
  end.shift()!();
  native.over(byId('place'));
  native.drop(['/照片/现场.jpg'], byId('place'));
  expect([drops.dragging, drops.missed, taken]).toEqual([false, false, []]);
});

test('nothing is heard any more after the end', () => {
  const native = nativeDrops(fakeHost());
  drops.watch(native.host)();
  expect(native.isHeard()).toBe(false);
  expect(drag('drop', byId('else'), { files: [photo] })).toBe(true);
});

test.each(['else', 'place', 'text'])('a file at #%s never makes the browser leave', (id) => {
  watch(fakeHost());
  expect(drag('dragover', byId(id))).toBe(false);
  expect(drag('drop', byId(id), { files: [photo] })).toBe(false);
});

test('words may be dragged into a control, and a link beside one leads nowhere', () => {
  watch(serve);
  for (const what of ['dragover', 'drop'] as const) {
    expect(drag(what, byId('text'), { types: ['text/plain'] })).toBe(true);
    expect(drag(what, byId('else'), { types: ['text/uri-list'] })).toBe(false);
  }
  expect(drops.dragging).toBe(false);
});

test('a browser hands the files over, and what stood in a control is brought over first', async () => {
  watch(serve);
  byId('text').focus();
  drag('dragover', byId('else'));
  drag('dragenter', byId('inside'));
  expect(drops.over).toBe(byId('place'));
  drag('drop', byId('inside'), { files: [photo] });
  await vi.waitFor(() => expect(taken).toEqual([{ files: [photo] }]));
  expect(document.activeElement).toBe(document.body);
});

test('a browser that says nothing more has dragged them away', async () => {
  vi.useFakeTimers();
  watch(serve);
  drag('dragover', byId('place'));
  await vi.advanceTimersByTimeAsync(400);
  drag('dragover', byId('place'));
  await vi.advanceTimersByTimeAsync(600);
  expect(drops.dragging).toBe(true);
  await vi.advanceTimersByTimeAsync(200);
  expect(drops.dragging).toBe(false);
});

test('in the window the page leaves files to the system, which tells them too', async () => {
  const native = nativeDrops(serve);
  watch(native.host);
  expect(drag('dragover', byId('place'))).toBe(false);
  expect(drag('drop', byId('place'), { files: [photo] })).toBe(false);
  await Promise.resolve();
  expect([taken, drops.dragging]).toEqual([[], false]);
});

/** Entries as a browser gives them: folders in lots of two. */
const fileEntry = (name: string) => ({
  name,
  isFile: true,
  file: (done: (file: File) => void) => done(new File([], name)),
});
const folderEntry = (name: string, entries: { name: string }[]) => ({
  name,
  isDirectory: true,
  createReader: () => {
    const rest = [...entries];
    return { readEntries: (done: (some: unknown[]) => void) => done(rest.splice(0, 2)) };
  },
});

test('folders are gone through in the order of their names, without what systems leave there', async () => {
  watch(serve);
  const entries = [
    folderEntry('照片', [
      fileEntry('10.jpg'),
      fileEntry('.DS_Store'),
      fileEntry('Thumbs.db'),
      fileEntry('2.jpg'),
      folderEntry('更多', [fileEntry('3.jpg')]),
    ]),
    fileEntry('会议.mp4'),
  ];
  const items = entries.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry }));
  drag('drop', byId('place'), { items });
  await vi.waitFor(() => expect(taken).toHaveLength(1));
  const { files } = taken[0] as { files: File[] };
  expect(files.map(({ name }) => name)).toEqual(['2.jpg', '10.jpg', '3.jpg', '会议.mp4']);
});
