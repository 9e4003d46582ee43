import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leave, settle, show } from '../../acting';
import { OpenDraft } from '../../draft/draft.svelte';
import type { Host } from '../../host';
import { PHOTO, VIDEO, exampleDraft, fakeHost, refuse } from '../../host/fake';
import Thumbnail from './Thumbnail.svelte';

/** What is looked at, and who is told when it comes near. */
let watched: { element: Element; near: () => void }[] = [];

beforeEach(() => {
  watched = [];
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(readonly told: (entries: object[]) => void) {}
      observe(element: Element) {
        watched.push({ element, near: () => this.told([{ isIntersecting: true }]) });
      }
      disconnect() {
        watched = [];
      }
    },
  );
});
afterEach(async () => {
  await leave();
  vi.unstubAllGlobals();
});

function shown(more: object = {}, thumbnail?: Host['thumbnail']) {
  const asked: [number, string, number][] = [];
  const host: Host = {
    ...fakeHost(),
    thumbnail: (...of) => {
      asked.push(of);
      return thumbnail ? thumbnail(...of) : Promise.resolve(new Blob());
    },
  };
  const draft = new OpenDraft(host, exampleDraft());
  show(Thumbnail, { draft, name: '现场.jpg', there: true, seen: PHOTO, ...more });
  const come = async () => {
    watched[0]!.near();
    flushSync();
    await settle();
    await settle();
  };
  return { asked, come };
}

const image = () => document.querySelector('img');

test('a photo is asked for when somebody is about to see it', async () => {
  const { asked, come } = shown();
  expect([asked, image()]).toEqual([[], null]);
  await come();
  expect(asked).toEqual([[1, '现场.jpg', 252]]);
  expect(image()!.getAttribute('src')).toBe('blob:none');
  expect(watched).toEqual([]);
});

test('a photo that cannot be drawn is drawn as one, in words too', async () => {
  const { come } = shown({}, refuse('entry', '画不出来。'));
  await come();
  expect([image(), document.body.textContent!.trim()]).toEqual([null, '没有缩略图']);
});

test('a picture that the browser cannot show is none', async () => {
  const { come } = shown();
  await come();
  image()!.dispatchEvent(new Event('error'));
  flushSync();
  expect([image(), document.body.textContent!.trim()]).toEqual([null, '没有缩略图']);
});

test.each([
  [{ seen: VIDEO }, '视频'],
  [{ seen: null }, '文件'],
  [{ there: false }, '文件不在'],
])('what has no picture is not asked for: %o', async (more, words) => {
  const { asked, come } = shown(more);
  await come();
  expect([asked, document.body.textContent!.trim()]).toEqual([[], words]);
});
