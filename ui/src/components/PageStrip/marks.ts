// What is said of a page beside its picture: the findings that are told and stand on it.

import type { FindingView, PageView } from '../../host';
import { spotsOf } from '../Paper/spots';

/** A sign, and what it means. */
export interface PageMark {
  sign: string;
  words: string;
}

/** For each page the mark of what must be seen to there; none where nothing must. */
export function marksOf(
  pages: readonly PageView[],
  findings: readonly FindingView[],
): (PageMark | undefined)[] {
  const counts = pages.map(() => 0);
  for (const { path } of findings.filter(({ level }) => level === 'stops')) {
    // Where a field goes over two pages, what is wrong with it is said at its beginning.
    const [first] = spotsOf(pages, path);
    if (first) counts[first.page]! += 1;
  }
  return counts.map((count) =>
    count > 0 ? { sign: '✗', words: `${count} 处必须处理` } : undefined,
  );
}
