// The host inside the desktop window: commands of the Rust side through Tauri's `invoke`.

import { invoke } from '@tauri-apps/api/core';
import type { Host } from '.';

export const tauriHost: Host = {
  calls: () => invoke('calls'),
  copy: (text) => navigator.clipboard.writeText(text),
};
