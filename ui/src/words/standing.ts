// How far a draft is, from the first word to where it is handed in.

import type { CallSummary, DraftSummary } from '../host';

export type Standing = 'filling' | 'ready' | 'exported' | 'sealed' | 'handed_in';

/** In the order in which a draft goes through them. */
export const STANDINGS: [Standing, string][] = [
  ['filling', '在填'],
  ['ready', '可导出'],
  ['exported', '已导出'],
  ['sealed', '已盖章'],
  ['handed_in', '已报送'],
];

/** How far it is, by the last thing that was done. */
export function standingOf({ problems, exported, sealed, handed_in }: DraftSummary): Standing {
  if (handed_in !== null) return 'handed_in';
  if (sealed !== null) return 'sealed';
  if (exported !== null) return 'exported';
  return problems > 0 ? 'filling' : 'ready';
}

/** What was exported is not what the draft says now. */
export const isStale = ({ exported, changed_since }: DraftSummary) =>
  exported !== null && changed_since;

/** A call as a list has room for it: the year, and what it is about. */
export function shortCall(title: string): string {
  const [, year = '', rest = title] = /^(\d{4})年?度?(.+)$/.exec(title) ?? [];
  const about = rest.replace(/(?:征集|推荐|申报)(?:活动|工作)?$/, '') || rest;
  return year ? `${year} ${about}` : about;
}

/** The year of a call: of its days, else of its title; empty where neither says one. */
export const yearOf = (call: CallSummary | undefined, title: string) =>
  (call && call.window.state !== 'undated' ? call.closes.slice(0, 4) : '') ||
  (/\d{4}/.exec(title)?.[0] ?? '');

/** How many days are left of a call; none where it says no day. */
export function daysLeft(call: CallSummary | undefined): number | undefined {
  if (call?.window.state === 'open') return call.window.days_left;
  if (call?.window.state === 'passed') return -call.window.days;
  if (call?.window.state !== 'not_yet_open') return undefined;
  return (
    Math.round((Date.parse(call.closes) - Date.parse(call.opens)) / 86_400_000) + call.window.days
  );
}

/** The same in words that fit a column. */
export function daysWords(days: number | undefined): string {
  if (days === undefined) return '';
  if (days < 0) return '已截止';
  return days === 0 ? '今天截止' : `还有 ${days} 天`;
}
