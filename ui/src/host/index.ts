// The one seam between the interface and the program behind it. The interface knows neither Tauri nor
// HTTP: it asks a `Host`, and `main.ts` decides which one answers. The types come from Rust (`bindings/`).

import type { KeptView, Refusal, Replies, Request } from './bindings';

export type * from './bindings';

/** What hears of files that are dragged over the window; places in CSS pixels of the page. */
export interface Dropping {
  over(x: number, y: number): void;
  leave(): void;
  drop(paths: string[], x: number, y: number): void;
}

/** What the user is asked to choose. */
export type Asked =
  | 'folder'
  | 'files'
  | 'case_file'
  | 'word_file'
  | { new_case_file: string }
  | { new_word_file: string }
  | { new_package: string };

/** What the interface may ask of the program. A promise is rejected with a `Refusal`. */
export interface Host {
  ask<K extends Request['ask']>(request: Extract<Request, { ask: K }>): Promise<Replies[K]>;
  /** A page as PNG, counted from 1. */
  picture(draft: number, form: string, page: number, dpi: number): Promise<Blob>;
  /** A photo of a draft as a small JPEG, neither side longer than `side` pixels; refused where it cannot be decoded. */
  thumbnail(draft: number, name: string, side: number): Promise<Blob>;
  /** The system's own drag and drop, which knows where files lie; gives what ends it. */
  ondrop?: (on: Dropping) => () => void;
  /** Brings a file over that a browser or the clipboard gave; `onbytes` hears how many have gone. */
  upload?: (
    draft: number,
    token: number,
    file: File,
    job: number,
    onbytes: (done: number) => void,
    signal: AbortSignal,
  ) => Promise<KeptView>;
  /** The system's dialog; nothing chosen where it was closed. None: the interface shows a list. */
  choose?: (asked: Asked) => Promise<string[]>;
  /** Ends the program once everything is on the disk; with `force` in any case. */
  leave(force: boolean): Promise<void>;
  /** Calls `run` when the user wants to close the program. */
  onclosing(run: () => void): void;
  /** Calls `run` when the program was started again while this page is its only one. None: each start has a page. */
  onagain?: (run: () => void) => void;
}

/** Why something was not done, whatever was thrown. */
export function refusal(thrown: unknown): Refusal {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown) {
    return thrown as Refusal;
  }
  return {
    code: 'machine',
    message: '程序没有回应，正在重试。请先不要关闭；一直没有回应的，请把没有保存的内容复制出来。',
  };
}
