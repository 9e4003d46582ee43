// What may go along, by the words of the case file and of the screen.

import type { SlotView } from '../host';

/** The kinds of attachments in the order in which they are offered. */
export const KINDS: readonly [string, string][] = [
  ['photo', '照片'],
  ['video', '视频'],
  ['long_image', '长图文'],
  ['media_report', '媒体报道截图'],
  ['document', '其他材料'],
  ['plan', '项目实施方案'],
  ['sealed_scan', '盖章扫描件'],
];

/** What an attachment is: a kind, or a paper that the call names. */
export interface Choice {
  /** A word of the case file; empty for by content. */
  kind: string;
  /** The id of the paper; empty for none. */
  slot: string;
}

/** By content, unless somebody says what they are. */
export const BY_CONTENT: Choice = { kind: '', slot: '' };

/** A choice as the value of an option. */
export const valueOf = ({ kind, slot }: Choice): string => (slot ? `slot:${slot}` : kind);

/** What can be chosen, with what it is called: the papers that the call names stand first. */
export function choices(slots: readonly SlotView[]): [Choice, string][] {
  const named = slots.map(({ id, kind, what }): [Choice, string] => [{ kind, slot: id }, what]);
  return [...named, ...KINDS.map(([kind, name]): [Choice, string] => [{ kind, slot: '' }, name])];
}

/** The choice behind the value of an option; by content where there is none. */
export const chosen = (slots: readonly SlotView[], value: string): Choice =>
  choices(slots).find(([choice]) => valueOf(choice) === value)?.[0] ?? BY_CONTENT;
