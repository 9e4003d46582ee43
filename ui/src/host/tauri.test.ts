import { afterEach, expect, test, vi } from 'vitest';
import type { Dropping } from '.';
import { tauriHost } from './tauri';

type Payload =
  | { type: 'enter' | 'drop'; paths: string[]; position: { x: number; y: number } }
  | { type: 'over'; position: { x: number; y: number } }
  | { type: 'leave' };

const webview = vi.hoisted(() => ({ tell: (_: object) => {}, ended: 0 }));
vi.mock('@tauri-apps/api/webview', () => ({
  getCurrentWebview: () => ({
    onDragDropEvent: (tell: (event: object) => void) => {
      webview.tell = tell;
      return Promise.resolve(() => (webview.ended += 1));
    },
  }),
}));

afterEach(() => vi.unstubAllGlobals());

const tell = (payload: Payload) => webview.tell({ payload });

/** What is heard of drops on a screen of twice the density. */
function listen(system: string) {
  vi.stubGlobal('devicePixelRatio', 2);
  vi.stubGlobal('navigator', { userAgent: system });
  const heard: unknown[] = [];
  const on: Dropping = {
    over: (...at) => heard.push(at),
    leave: () => heard.push('leave'),
    drop: (...dropped) => heard.push(dropped),
  };
  return { heard, end: tauriHost.ondrop!(on) };
}

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15', 1],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg/140', 2],
])('where it is on the page: %s', (system, scale) => {
  const { heard } = listen(system);
  const position = { x: 300, y: 200 };
  tell({ type: 'enter', paths: ['/甲.jpg'], position });
  tell({ type: 'over', position });
  tell({ type: 'drop', paths: ['/甲.jpg'], position });
  tell({ type: 'leave' });
  const at = [300 / scale, 200 / scale];
  expect(heard).toEqual([at, at, [['/甲.jpg'], ...at], 'leave']);
});

test('the system is no longer listened to after the end', async () => {
  listen('Linux').end();
  await Promise.resolve();
  expect(webview.ended).toBe(1);
});
