// The window of a call in words. Rust says which state it is in and how many days; here stands how
// that reads.

import type { CallSummary, WindowState } from '../host';
import { chineseDate } from './dates';

/** From this many days on the time that is left is called short. Judgement: one working week. */
export const SHORT_DAYS = 7;

/** Few words for a list: the state and, while they help, the days. */
export function windowWords(window: WindowState): string {
  switch (window.state) {
    case 'not_yet_open':
      return `尚未开始，还有 ${window.days} 天`;
    case 'open':
      return window.days_left === 0 ? '今天截止' : `还有 ${window.days_left} 天`;
    case 'passed':
      return '已截止';
  }
}

/** One sentence about what the state means for the work. */
export function windowSentence(call: CallSummary): string {
  switch (call.window.state) {
    case 'not_yet_open':
      return `${chineseDate(call.opens)}开始征集，现在就可以准备${call.thing}。`;
    case 'open':
      return `${chineseDate(call.closes)}${call.hour}截止，请为盖章和报送留出时间。`;
    case 'passed':
      return `征集时间已过，仍可照常准备、检查和导出${call.thing}。`;
  }
}

/** Whether the time is short. */
export function isShort(window: WindowState): boolean {
  return window.state === 'open' && window.days_left <= SHORT_DAYS;
}
