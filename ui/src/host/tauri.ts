// The host inside the desktop window: commands of the Rust side through Tauri's `invoke`.

import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Host } from '.';

export const tauriHost: Host = {
  ask: (request) => invoke('ask', { request }),
  picture: async (draft, form, page, dpi) => {
    const bytes = await invoke<ArrayBuffer>('picture', { draft, form, page, dpi });
    return new Blob([bytes], { type: 'image/png' });
  },
  choose: (asked) => invoke('choose', { asked }),
  leave: (force) => invoke('leave', { force }),
  onclosing: (run) => void listen('closing', run),
};
