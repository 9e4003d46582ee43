// The one seam between the window and the program behind it. The interface knows no Tauri: it asks
// a `Host`, and `main.ts` decides which one answers. The types come from Rust (`bindings/`).

import type { CallSummary } from './bindings/CallSummary';

export type { CallSummary } from './bindings/CallSummary';
export type { FormSummary } from './bindings/FormSummary';
export type { Per } from './bindings/Per';
export type { RouteSummary } from './bindings/RouteSummary';
export type { WindowState } from './bindings/WindowState';

/** What the window may ask of the program. A promise is rejected only by a fault of the machine. */
export interface Host {
  /** Every call that the program knows, with its window as of today. */
  calls(): Promise<CallSummary[]>;
  /** Puts a text on the clipboard. */
  copy(text: string): Promise<void>;
}
