// What the size of a photo or video is worth, by sign and word: colour is never the only sign.

import type { VerdictView } from '../host';

export const VERDICTS: Record<VerdictView, { sign: string; word: string }> = {
  meets: { sign: '✓', word: '符合' },
  below: { sign: '✗', word: '不够大' },
  unreadable: { sign: '？', word: '请人工确认' },
};
