// The one seam between the interface and the program behind it. The interface knows neither Tauri nor
// HTTP: it asks a `Host`, and `main.ts` decides which one answers. The types come from Rust (`bindings/`).

import type { DraftList } from './bindings/DraftList';
import type { DraftView } from './bindings/DraftView';
import type { ExportedView } from './bindings/ExportedView';
import type { FolderView } from './bindings/FolderView';
import type { GuidanceView } from './bindings/GuidanceView';
import type { KeptView } from './bindings/KeptView';
import type { PaperView } from './bindings/PaperView';
import type { Patch } from './bindings/Patch';
import type { PlaceView } from './bindings/PlaceView';
import type { ProgressView } from './bindings/ProgressView';
import type { Refusal } from './bindings/Refusal';
import type { Request } from './bindings/Request';
import type { SavedView } from './bindings/SavedView';
import type { Start } from './bindings/Start';

export type { AboutGroup } from './bindings/AboutGroup';
export type { AttachmentView } from './bindings/AttachmentView';
export type { CallSummary } from './bindings/CallSummary';
export type { ChecklistView } from './bindings/ChecklistView';
export type { CleanedView } from './bindings/CleanedView';
export type { CopyView } from './bindings/CopyView';
export type { DeclarationView } from './bindings/DeclarationView';
export type { DraftsState } from './bindings/DraftsState';
export type { DraftSummary } from './bindings/DraftSummary';
export type { FieldView } from './bindings/FieldView';
export type { FindingView } from './bindings/FindingView';
export type { FormatView } from './bindings/FormatView';
export type { FormView } from './bindings/FormView';
export type { GroupView } from './bindings/GroupView';
export type { GuidanceItem } from './bindings/GuidanceItem';
export type { Level } from './bindings/Level';
export type { LengthView } from './bindings/LengthView';
export type { LevelView } from './bindings/LevelView';
export type { OptionView } from './bindings/OptionView';
export type { PageView } from './bindings/PageView';
export type { SeenView } from './bindings/SeenView';
export type { StateView } from './bindings/StateView';
export type { VerdictView } from './bindings/VerdictView';
export type { WindowState } from './bindings/WindowState';
export type { JsonValue } from './bindings/serde_json/JsonValue';
export type {
  DraftList,
  DraftView,
  ExportedView,
  FolderView,
  GuidanceView,
  KeptView,
  PaperView,
  Patch,
  PlaceView,
  ProgressView,
  Refusal,
  Request,
  SavedView,
  Start,
};

/** What each request gets. */
export interface Replies {
  start: Start;
  recover: Start;
  drafts: DraftList;
  new_draft: DraftView;
  open_draft: DraftView;
  close_draft: null;
  copy_draft: number;
  bin_draft: null;
  edit: Patch;
  undo: Patch;
  saved: SavedView;
  attach: Patch;
  keep: KeptView;
  paper: PaperView;
  export: ExportedView;
  progress: ProgressView;
  import: DraftView;
  save_as: null;
  places: PlaceView[];
  guidance: GuidanceView;
  folder: FolderView;
  open_file: null;
  show: null;
}

/** What hears of files that are dragged over the window; places in CSS pixels of the page. */
export interface Dropping {
  over(x: number, y: number): void;
  leave(): void;
  drop(paths: string[], x: number, y: number): void;
}

/** What the user is asked to choose. */
export type Asked = 'folder' | 'files' | 'case_file' | { new_case_file: string };

/** What the interface may ask of the program. A promise is rejected with a `Refusal`. */
export interface Host {
  ask<K extends Request['ask']>(request: Extract<Request, { ask: K }>): Promise<Replies[K]>;
  /** A page as PNG, counted from 1. */
  picture(draft: number, form: string, page: number, dpi: number): Promise<Blob>;
  /** A photo of a draft as a small JPEG, neither side longer than `side` pixels; refused where it cannot be decoded. */
  thumbnail(draft: number, name: string, side: number): Promise<Blob>;
  /** The system's own drag and drop, which knows where files lie; gives what ends it. */
  ondrop?: (on: Dropping) => () => void;
  /** Brings a file over that a browser was given; `onbytes` hears how many have gone. */
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
