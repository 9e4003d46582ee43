// What of an open draft is on its way to Rust and waits for its turn.

import type { JsonValue, Patch, Refusal, Request } from '../host';
import type { Held } from '../material/material.svelte';

export interface EditWaiting {
  address: string;
  entry: JsonValue;
  /** The block it is about: its number is looked up when it is sent, as an undo before it may change it. */
  held?: Held | undefined;
  /** A step of its own. */
  alone: boolean;
}

export interface StepWaiting {
  step: Extract<Request, { ask: 'undo' | 'attach' | 'news' | 'go_back' }>;
  done: (patch: Patch) => void;
  failed: (refusal: Refusal) => void;
}

export type Waiting = EditWaiting | StepWaiting;

export const isEdit = (waiting: Waiting): waiting is EditWaiting => 'address' in waiting;

/** Why nothing goes any more from a page whose draft another one has. */
export const TAKEN_OVER: Refusal = {
  code: 'taken_over',
  message: '这份草稿已在另一个页面打开，这里不能再改。请关闭这个页面，或重新打开这份草稿。',
};
