// What of typing is one step for undo. Rust decides that (`history`); but edits that wait for their turn become one
// on the way there, and what was taken away or pasted must not get lost in that.

import type { JsonValue } from '../host';

const textOf = (entry: JsonValue | undefined) =>
  entry === null || entry === undefined
    ? ''
    : typeof entry === 'string' || typeof entry === 'number'
      ? String(entry)
      : undefined;

/** Whether an entry has all that was there before, and perhaps more characters between. */
export function goesOn(before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  const [old, now] = [textOf(before), textOf(after)];
  if (old !== undefined && now !== undefined) return isAdded(old, now);
  if (Array.isArray(before) && Array.isArray(after))
    return before.length === after.length && before.every((one, at) => goesOn(one, after[at]));
  if (typeof before !== 'object' || typeof after !== 'object') return before === after;
  if (Array.isArray(before) || Array.isArray(after)) return false;
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...keys].every((key) => goesOn(before?.[key], after?.[key]));
}

function isAdded(old: string, now: string): boolean {
  let first = 0;
  while (first < old.length && old[first] === now[first]) first += 1;
  return now.length >= old.length && now.endsWith(old.slice(first));
}

/** How a browser names what comes by the clipboard, by a drop or from a list of corrections. */
const WHOLE = [
  'insertFromPaste',
  'insertFromDrop',
  'insertReplacementText',
  'deleteByCut',
  'deleteByDrag',
];

/** Whether what is heard brings or takes a text as a whole: that is a step of its own. */
export function isWhole(event: Event): boolean {
  return event.type !== 'input' || WHOLE.includes((event as InputEvent).inputType);
}

/** Where two texts end to differ, in the second: there the caret belongs. */
export function endOfChange(before: string, after: string): number {
  let same = 0;
  const most = Math.min(before.length, after.length);
  while (same < most && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return after.length - same;
}
