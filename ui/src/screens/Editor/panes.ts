// The three that stand beside each other where there is room, and the keys that lead to the parts of the form.

export type Pane = 'form' | 'problems' | 'paper';

export const PANES: [Pane, string][] = [
  ['form', '填写'],
  ['problems', '问题'],
  ['paper', '纸样'],
];

const TYPES = 'textarea, select, input:not([type=radio]):not([type=checkbox])';

/** The number of the part that a key leads to; 0 for any other key. A digit alone is typed where something can be. */
export function partKey({
  key,
  code,
  altKey,
  ctrlKey,
  metaKey,
  shiftKey,
  target,
}: KeyboardEvent): number {
  if (ctrlKey || metaKey || shiftKey) return 0;
  // With Alt, some layouts give another character.
  const [, digit = '0'] = /^Digit([1-9])$/.exec(code) ?? /^([1-9])$/.exec(key) ?? [];
  const isTyped = !altKey && target instanceof Element && target.matches(TYPES);
  return isTyped ? 0 : Number(digit);
}
