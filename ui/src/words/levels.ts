// The three levels of problems, by sign and word: colour is never the only sign.

import type { Level } from '../host';

export const LEVELS: Record<Level, { sign: string; word: string }> = {
  stops: { sign: '✗', word: '必须处理' },
  warns: { sign: '△', word: '提醒' },
  informs: { sign: '·', word: '说明' },
};
