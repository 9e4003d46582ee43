// What of a list of attachments is which: a file may go along twice, so its name alone does not say.

import type { AttachmentView, JsonValue } from '../host';

/** What came of files that were to go along. */
export interface Added {
  /** Those that are new in the list, by the keys of `keysOf`. */
  keys: string[];
  /** A sentence for each that could not be taken. */
  refused: string[];
}

/** A key for each: its name, and which of that name it is. */
export function keysOf(list: readonly AttachmentView[]): string[] {
  const before = new Map<string, number>();
  return list.map(({ path }) => {
    const count = (before.get(path) ?? 0) + 1;
    before.set(path, count);
    return count === 1 ? path : `${path}\n${count}`;
  });
}

/** Those of `after` that are not in `before`, by their keys. */
export function addedTo(
  before: readonly AttachmentView[],
  after: readonly AttachmentView[],
): Map<string, AttachmentView> {
  const known = new Set(keysOf(before));
  const keys = keysOf(after);
  const added = after.map((one, at) => [keys[at]!, one] as const);
  return new Map(added.filter(([key]) => !known.has(key)));
}

/** The attachments as `edit` takes them: what they are and how long is Rust's to tell. */
export const entriesOf = (list: AttachmentView[]): JsonValue =>
  list.map(({ path, kind, slot, caption, url, form }) => ({
    path,
    kind,
    slot,
    caption,
    url,
    form,
  }));
