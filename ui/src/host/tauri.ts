// The host inside the desktop window: commands of the Rust side through Tauri's `invoke`.

import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import { inBase64 } from '../words/base64';
import type { Dropping, Host, KeptView } from '.';

/**
 * Where on the page it is. Tauri calls it physical everywhere, but only Windows gives pixels of the screen;
 * GTK and macOS give those of the page. Source: wry 0.57, `drag_drop.rs` of each system.
 */
function onPage({ x, y }: { x: number; y: number }): [number, number] {
  const scale = navigator.userAgent.includes('Windows') ? window.devicePixelRatio || 1 : 1;
  return [x / scale, y / scale];
}

function listenToDrops(on: Dropping): () => void {
  const listening = getCurrentWebview().onDragDropEvent(({ payload }) => {
    if (payload.type === 'leave') on.leave();
    else if (payload.type === 'drop') on.drop(payload.paths, ...onPage(payload.position));
    else on.over(...onPage(payload.position));
  });
  return () => void listening.then((end) => end());
}

export const tauriHost: Host = {
  ask: (request) => invoke('ask', { request }),
  picture: async (draft, form, page, dpi) => {
    const bytes = await invoke<ArrayBuffer>('picture', { draft, form, page, dpi });
    return new Blob([bytes], { type: 'image/png' });
  },
  thumbnail: async (draft, name, side) => {
    const bytes = await invoke<ArrayBuffer>('thumbnail', { draft, name, side });
    return new Blob([bytes], { type: 'image/jpeg' });
  },
  ondrop: listenToDrops,
  // What the clipboard brings: files that lie somewhere are copied by their paths.
  upload: async (draft, token, file, job, onbytes, signal) => {
    const bytes = await inBase64(file);
    if (signal.aborted) throw { code: 'stopped', message: '已停止。' };
    const request = { ask: 'keep_given', draft, token, name: file.name, bytes, job };
    const kept = await invoke<KeptView>('ask', { request });
    onbytes(file.size);
    return kept;
  },
  choose: (asked) => invoke('choose', { asked }),
  leave: (force) => invoke('leave', { force }),
  onclosing: (run) => void listen('closing', run),
  onagain: (run) => void listen('started_again', run),
};
